package org.holdline.message.control;

import java.time.Instant;

/** Something that happened to the recording of a room. */
public record RecordingNotice(MessageType type, RecordingState recording, Instant timestamp)
    implements Notice {
  @Override
  public void write(FieldWriter out) {
    recording.write(out);
    out.number("duration", recording.seconds()).time("timestamp", timestamp);
  }
}
