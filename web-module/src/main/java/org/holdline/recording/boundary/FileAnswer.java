package org.holdline.recording.boundary;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.holdline.blob.boundary.Attachment;
import org.holdline.blob.boundary.ByteRange;
import org.holdline.recording.control.RecordingFiles;
import org.holdline.recording.control.RecordingLedger.Kept;
import org.jspecify.annotations.Nullable;

/** A file of a recording, or a part of it, as an answer. */
final class FileAnswer {
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  private FileAnswer() {}

  static Response of(
      RecordingFiles files, Kept kept, @Nullable String range, @Nullable String ifRange) {
    long size = kept.file().bytes();
    var tag = "\"" + kept.file().sha256() + "\"";
    var wanted = ByteRange.of(ifRange == null || ifRange.equals(tag) ? range : null, size);
    if (wanted == null) {
      return headers(Response.status(UNSATISFIABLE), kept, tag)
          .header("Content-Range", "bytes */" + size)
          .build();
    }
    var answer = wanted.isPartial() ? Response.status(PARTIAL) : Response.ok();
    if (wanted.isPartial()) {
      answer.header("Content-Range", wanted.header(size));
    }
    return headers(answer, kept, tag)
        .type(kept.file().mediaType())
        .header("Content-Length", wanted.length())
        .entity(body(files, kept, wanted))
        .build();
  }

  /** Opened at once, so that what cannot be had is refused before anything is sent. */
  private static StreamingOutput body(RecordingFiles files, Kept kept, ByteRange wanted) {
    if (wanted.length() == 0) {
      return out -> {};
    }
    var opened = files.open(kept, wanted.from(), wanted.length());
    return out -> {
      try (opened) {
        opened.transferTo(out);
      }
    };
  }

  static String disposition(String name) {
    return Attachment.header(name);
  }

  /** It is only ever played or saved: nothing in it runs here. */
  private static Response.ResponseBuilder headers(
      Response.ResponseBuilder answer, Kept kept, String tag) {
    return answer
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", disposition(kept.file().name()))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store");
  }
}
