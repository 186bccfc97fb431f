package org.holdline.recording.control;

import java.util.Optional;

/** Begins to record rooms on this node. */
public interface Capturing {
  /** The system package without which this node cannot record; nothing when it can. */
  Optional<String> missingPackage();

  /** How many processors' worth of work recording of this kind takes, as far as it is known. */
  double cost(Take take);

  /**
   * Begins a segment; nothing is written before somebody sends.
   *
   * @throws org.holdline.problem.entity.UnavailableException {@code recording_unavailable}
   */
  Capture begin(Take take, CaptureEvents events);
}
