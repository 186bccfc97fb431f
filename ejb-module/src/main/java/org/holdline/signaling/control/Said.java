package org.holdline.signaling.control;

import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;

/** What became of one message that a participant said. */
public sealed interface Said {
  /** It is in the log. */
  record Logged(Appended appended) implements Said {}

  /** It is not, and may not be. */
  record Refused(ProblemException problem) implements Said {}
}
