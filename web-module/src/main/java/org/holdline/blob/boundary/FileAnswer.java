package org.holdline.blob.boundary;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/**
 * A stored file, or the part of it that is asked for, as an answer. It is only ever played or
 * saved: nothing in it runs here.
 *
 * @param sha256 of the whole file, as hex digits
 */
public record FileAnswer(String name, long size, String sha256) {
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  /** Where the bytes come from; not asked when there are none to give. */
  @FunctionalInterface
  public interface Source {
    StreamingOutput part(long from, long length);
  }

  /**
   * The answer to a request.
   *
   * @param range the header of that name
   * @param ifRange the header {@code If-Range}: the range counts for this very file only
   */
  public Response.ResponseBuilder to(
      @Nullable String range, @Nullable String ifRange, Source source) {
    var tag = "\"" + sha256 + "\"";
    var wanted = ByteRange.of(ifRange == null || ifRange.equals(tag) ? range : null, size);
    if (wanted == null) {
      return headers(Response.status(UNSATISFIABLE), tag)
          .header("Content-Range", "bytes */" + size);
    }
    StreamingOutput body =
        wanted.length() == 0 ? out -> {} : source.part(wanted.from(), wanted.length());
    var answer = wanted.isPartial() ? Response.status(PARTIAL) : Response.ok();
    if (wanted.isPartial()) {
      answer.header("Content-Range", wanted.header(size));
    }
    return headers(answer, tag).header("Content-Length", wanted.length()).entity(body);
  }

  private Response.ResponseBuilder headers(Response.ResponseBuilder answer, String tag) {
    return answer
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", Attachment.header(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store");
  }
}
