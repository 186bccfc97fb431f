package org.holdline.recording.entity;

import java.util.UUID;

/** The name of a recording. */
public record RecordingId(UUID value) {
  private static final RecordingId NOBODYS = new RecordingId(new UUID(0, 0));

  public static RecordingId random() {
    return new RecordingId(UUID.randomUUID());
  }

  /** What cannot be the name of one is read as a name that none has. */
  public static RecordingId of(String text) {
    try {
      var id = UUID.fromString(text);
      return id.toString().equals(text) ? new RecordingId(id) : NOBODYS;
    } catch (IllegalArgumentException e) {
      return NOBODYS;
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
