package org.holdline.recording.entity;

/** Where a recording stands. */
public enum RecordingStatus {
  /** Asked for; nobody has sent anything yet. */
  PENDING,
  RECORDING,
  PAUSED,
  /** Its files are being made. */
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The room is being recorded. */
  public boolean isActive() {
    return this == PENDING || this == RECORDING || this == PAUSED;
  }

  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
