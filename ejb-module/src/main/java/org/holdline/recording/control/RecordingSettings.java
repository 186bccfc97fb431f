package org.holdline.recording.control;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is recorded, and for how long it is kept.
 *
 * @param activeMax recordings at a time, on all nodes together
 * @param lengthMax of one
 * @param folder where this node keeps what is on its way
 * @param waitingBytesMax that may wait there for the store
 * @param linkLife how long a link to a file counts
 * @param retention how long recordings are kept
 * @param storedBytesMax of all files of recordings; what is older goes first
 */
public record RecordingSettings(
    int activeMax,
    Duration lengthMax,
    Path folder,
    long waitingBytesMax,
    Duration linkLife,
    Duration retention,
    long storedBytesMax) {
  private static final Duration LINK_MAX = Duration.ofDays(7);

  public RecordingSettings {
    if (activeMax < 0 || waitingBytesMax < 1 || storedBytesMax < 1) {
      throw new IllegalArgumentException(
          "holdline.recording.active-max must not be negative, waiting-max and stored-max must be positive");
    }
    if (!lengthMax.isPositive() || !retention.isPositive()) {
      throw new IllegalArgumentException(
          "holdline.recording.length-max and holdline.recording.retention must be positive");
    }
    if (!linkLife.isPositive() || linkLife.compareTo(LINK_MAX) > 0) {
      throw new IllegalArgumentException(
          "holdline.recording.link-life must be positive and at most seven days");
    }
  }
}
