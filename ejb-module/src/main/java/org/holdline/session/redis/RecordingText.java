package org.holdline.session.redis;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OngoingRecording.Person;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;

/** The recording of a room as a text in its rules. */
final class RecordingText {
  private RecordingText() {}

  static String write(OngoingRecording recording) {
    var json = Json.createObjectBuilder();
    var by = recording.changedBy();
    if (by != null) {
      json.add("changed_by", by.id().value()).add("changed_by_name", by.name());
    }
    return json.add("recording_id", recording.recordingId())
        .add("user_id", recording.startedBy().value())
        .add("username", recording.startedByName())
        .add("started_at", Timestamps.text(recording.startedAt()))
        .add("status", recording.status())
        .add("quality", recording.quality())
        .add("session_id", recording.session())
        .build()
        .toString();
  }

  static OngoingRecording read(String text) {
    var json = Json.readObject(text);
    return new OngoingRecording(
        json.getString("recording_id"),
        new UserId(json.getString("user_id")),
        json.getString("username"),
        Instant.parse(json.getString("started_at")),
        json.getString("status"),
        json.getString("quality"),
        json.getString("session_id"),
        json.containsKey("changed_by")
            ? new Person(
                new UserId(json.getString("changed_by")), json.getString("changed_by_name"))
            : null);
  }
}
