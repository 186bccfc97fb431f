package org.holdline.recording.boundary;

import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Layout;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingKind;
import org.jspecify.annotations.Nullable;

/** How somebody wants a room recorded: in the query, as old clients say it, or in a body. */
public class RecordingForm {
  @QueryParam("recording_format")
  private @Nullable String recordingFormat;

  @QueryParam("format")
  private @Nullable String format;

  @QueryParam("quality")
  private @Nullable String quality;

  @QueryParam("layout")
  private @Nullable String layout;

  /**
   * What is said, the rest as usual.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_parameter}
   */
  RecordingKind read(InputStream in) {
    var body = JsonBody.readIfAny(in);
    return new RecordingKind(
        word(
            "format",
            said(body, "recording_format", recordingFormat, said(body, "format", format, null)),
            Format.WEBM),
        word("quality", said(body, "quality", quality, null), Quality.MEDIUM),
        word("layout", said(body, "layout", layout, null), Layout.COMPOSED));
  }

  private static @Nullable String said(
      JsonBody body, String name, @Nullable String query, @Nullable String otherwise) {
    return query != null ? query : body.findText(name).orElse(otherwise);
  }

  static <T extends Enum<T>> T word(String name, @Nullable String text, T otherwise) {
    return text == null ? otherwise : Parameters.word(name, text, otherwise.getDeclaringClass());
  }
}
