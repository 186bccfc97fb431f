package org.holdline.replay.control;

import java.time.Duration;

/**
 * How much of a room is kept for replay.
 *
 * @param bufferMin durable messages kept of a quiet room
 * @param bufferMax durable messages kept of the busiest room
 * @param retention how long a buffered message lives
 * @param compressOver bodies of more bytes are stored compressed
 * @param history how long durable messages stay in the history
 */
public record ReplaySettings(
    int bufferMin, int bufferMax, Duration retention, int compressOver, Duration history) {
  public ReplaySettings {
    if (bufferMin < 1 || bufferMax < bufferMin) {
      throw new IllegalArgumentException(
          "holdline.replay.buffer.min must be at least 1 and at most holdline.replay.buffer.max");
    }
    if (!retention.isPositive() || compressOver < 0 || history.isNegative()) {
      throw new IllegalArgumentException(
          "holdline.replay.retention, .compress-over and .history must not be negative");
    }
  }

  /** How long a log lives without any sign of life of its room. */
  public Duration logLife() {
    return retention.multipliedBy(2).plusMinutes(1);
  }
}
