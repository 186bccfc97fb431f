package org.holdline.recording.control;

import java.time.Duration;
import org.holdline.recording.entity.RecordingId;

/**
 * Which node works on a recording. Thread-safe; every method may throw {@link
 * org.holdline.problem.entity.UnavailableException}.
 */
public interface RecordingLeases {
  /** After so long without a word of its node somebody else may take a recording. */
  Duration LIFE = Duration.ofSeconds(6);

  /** Takes it, or keeps it for another while; false when another node has it. */
  boolean hold(RecordingId id);

  /** This node does nothing with it any more. */
  void release(RecordingId id);
}
