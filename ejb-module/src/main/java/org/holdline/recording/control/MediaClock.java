package org.holdline.recording.control;

import java.util.OptionalLong;

/**
 * The one timeline of a segment, in microseconds: it begins with the first media, runs on through
 * gaps, and what lies in a pause leaves no trace. Thread-safe.
 */
final class MediaClock {
  private static final long NANOS = 1000;

  private boolean isRunning;
  private boolean hasBegun;
  private long begunAt;
  private long stoodStill;
  private long stoppedAt;
  private long runningSince;

  /** Begins; later calls do nothing. */
  synchronized void begin(long nanos) {
    if (!hasBegun) {
      hasBegun = true;
      isRunning = true;
      begunAt = nanos;
      runningSince = nanos;
    }
  }

  synchronized boolean hasBegun() {
    return hasBegun;
  }

  synchronized boolean isRunning() {
    return isRunning;
  }

  synchronized void pause(long nanos) {
    if (isRunning) {
      isRunning = false;
      stoppedAt = nanos;
    }
  }

  synchronized void resume(long nanos) {
    if (hasBegun && !isRunning) {
      isRunning = true;
      stoodStill += nanos - stoppedAt;
      runningSince = nanos;
    }
  }

  /** When something is on the timeline; nothing for what came before it or in a pause. */
  synchronized OptionalLong at(long nanos) {
    return isRunning && nanos >= runningSince
        ? OptionalLong.of((nanos - begunAt - stoodStill) / NANOS)
        : OptionalLong.empty();
  }

  /** How long it is until now. */
  synchronized long lengthMicros(long nanos) {
    if (!hasBegun) {
      return 0;
    }
    return ((isRunning ? nanos : stoppedAt) - begunAt - stoodStill) / NANOS;
  }
}
