package org.holdline.recording.boundary;

import jakarta.json.JsonObject;
import java.util.List;
import org.holdline.message.boundary.JsonFields;
import org.holdline.message.control.RecordingState;
import org.holdline.platform.control.Timestamps;
import org.holdline.recording.control.RecordingFiles;
import org.holdline.recording.entity.RecordedFile;
import org.holdline.text.Json;
import org.holdline.text.Words;

/** Recordings as JSON shows them. */
final class RecordingJson {
  private RecordingJson() {}

  static JsonObject one(RecordingState recording) {
    return JsonFields.object(recording::write);
  }

  static JsonObject several(List<RecordingState> recordings) {
    return JsonFields.object(out ->
        out.objects("recordings", recordings, RecordingState::write)
            .number("count", recordings.size()));
  }

  static JsonObject files(List<RecordedFile> files) {
    var shown = Json.createArrayBuilder();
    files.forEach(file -> shown.add(file(file)));
    return Json.createObjectBuilder().add("files", shown).add("count", files.size()).build();
  }

  private static JsonObject file(RecordedFile file) {
    var shown =
        Json.createObjectBuilder()
            .add("name", file.name())
            .add("kind", Words.of(file.kind()))
            .add("type", file.mediaType())
            .add("size", file.bytes())
            .add("sha256", file.sha256());
    if (file.length() != null) {
      shown.add("duration_seconds", file.length().toMillis() / 1000.0);
    }
    if (file.streams() != null) {
      shown.add("streams", file.streams());
    }
    return shown.build();
  }

  /** A link of this server is the rest of an address below its root. */
  static JsonObject link(RecordingFiles.Link link) {
    var address = link.address();
    return Json.createObjectBuilder()
        .add(
            "url", address == null ? "/webrtc/recording-links/" + link.token() : address.toString())
        .add("expires_at", Timestamps.text(link.expiresAt()))
        .build();
  }
}
