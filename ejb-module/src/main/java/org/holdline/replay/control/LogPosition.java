package org.holdline.replay.control;

/** A place in a room's log: {@code sequence} 0 is before its first message. */
public record LogPosition(Epoch epoch, long sequence) {
  public LogPosition {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative: " + sequence);
    }
  }
}
