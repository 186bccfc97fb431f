package org.holdline.signaling.control;

import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.jspecify.annotations.Nullable;

/** What became of one message that a participant said. */
public sealed interface Said {
  /** It was refused only for now. */
  default boolean mayBeSaidLater() {
    return this instanceof Refused refused && refused.problem().retryAfter() != null;
  }

  /**
   * It is in the log.
   *
   * @param messageId by which chat is spoken of; null for everything else
   */
  record Logged(Appended appended, @Nullable String messageId) implements Said {}

  /** It was told to whoever is there. */
  record Passed() implements Said {}

  /** It is not, and may not be. */
  record Refused(ProblemException problem) implements Said {
    static Refused targetAbsent() {
      return new Refused(
          new ProblemException(
              ProblemException.Kind.NOT_FOUND,
              "user_not_found",
              "The addressed participant is not in the room"));
    }
  }
}
