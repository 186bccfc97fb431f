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

  /** Stands still from this moment on, but not from before the last resume. */
  synchronized void pause(long nanos) {
    if (isRunning) {
      isRunning = false;
      stoppedAt = Math.max(nanos, runningSince);
    }
  }

  /** Runs on from this moment, but not from before the pause. */
  synchronized void resume(long nanos) {
    if (hasBegun && !isRunning) {
      isRunning = true;
      runningSince = Math.max(nanos, stoppedAt);
      stoodStill += runningSince - stoppedAt;
    }
  }

  /** When something is on the timeline; nothing for what came before it or in a pause. */
  synchronized OptionalLong at(long nanos) {
    return hasBegun && nanos >= runningSince && (isRunning || nanos < stoppedAt)
        ? OptionalLong.of((nanos - begunAt - stoodStill) / NANOS)
        : OptionalLong.empty();
  }

  /** How long it is until a moment, which can be a little while ago. */
  synchronized long lengthMicros(long nanos) {
    if (!hasBegun) {
      return 0;
    }
    long until = isRunning ? nanos : Math.min(nanos, stoppedAt);
    return Math.max(0, (until - begunAt - stoodStill) / NANOS);
  }
}
