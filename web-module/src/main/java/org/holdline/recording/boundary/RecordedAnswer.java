package org.holdline.recording.boundary;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.holdline.blob.boundary.FileAnswer;
import org.holdline.recording.control.RecordingFiles;
import org.holdline.recording.control.RecordingLedger.Kept;
import org.jspecify.annotations.Nullable;

/** A file of a recording, or a part of it, as an answer. */
final class RecordedAnswer {
  private RecordedAnswer() {}

  static Response of(
      RecordingFiles files, Kept kept, @Nullable String range, @Nullable String ifRange) {
    var file = kept.file();
    return new FileAnswer(file.name(), file.bytes(), file.sha256())
        .to(range, ifRange, (from, length) -> body(files, kept, from, length))
        .type(file.mediaType())
        .build();
  }

  /** Opened at once, so that what cannot be had is refused before anything is sent. */
  private static StreamingOutput body(RecordingFiles files, Kept kept, long from, long length) {
    var opened = files.open(kept, from, length);
    return out -> {
      try (opened) {
        opened.transferTo(out);
      }
    };
  }
}
