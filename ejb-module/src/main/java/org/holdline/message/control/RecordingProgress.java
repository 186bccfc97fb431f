package org.holdline.message.control;

import java.time.Instant;

/** How long and how large a recording is by now; nobody keeps it. */
public record RecordingProgress(RecordingState recording, Instant timestamp)
    implements ServerPayload {
  @Override
  public MessageType type() {
    return MessageType.RECORDING_STATUS;
  }

  @Override
  public void write(FieldWriter out) {
    out.text("recording_id", recording.recordingId())
        .text("status", recording.status())
        .number("duration", recording.seconds())
        .number("file_size", recording.outcome().bytes())
        .time("timestamp", timestamp);
  }
}
