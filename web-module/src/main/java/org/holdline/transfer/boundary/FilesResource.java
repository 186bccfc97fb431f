package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.holdline.blob.boundary.Attachment;
import org.holdline.blob.boundary.ByteRange;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.Parameters;
import org.holdline.transfer.control.FileRelay;
import org.holdline.transfer.entity.ListedFile;
import org.jspecify.annotations.Nullable;

/** Whole files, for those who have nothing but HTTP. */
@Path("rooms/{room_id}/file-transfer/{transfer_id}/files")
@ApplicationScoped
public class FilesResource {
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  private FileRelay relay;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected FilesResource() {}

  @Inject
  FilesResource(FileRelay relay) {
    this.relay = relay;
  }

  @GET
  @Path("{index}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public Response download(
      @BeanParam AboutTransfer about,
      @PathParam("index") String index,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange) {
    var asked = about.asked();
    var file = relay.wholeFile(asked, Math.toIntExact(index(index)));
    var tag = "\"" + file.sha256().hex() + "\"";
    var wanted =
        ByteRange.of(ifRange == null || ifRange.equals(tag) ? range : null, file.facts().size());
    if (wanted == null) {
      return headers(Response.status(UNSATISFIABLE), file, tag)
          .header("Content-Range", "bytes */" + file.facts().size())
          .build();
    }
    StreamingOutput body =
        out -> relay.give(asked, file, wanted.from(), wanted.length(), out::write);
    var answer = wanted.isPartial() ? Response.status(PARTIAL) : Response.ok();
    if (wanted.isPartial()) {
      answer.header("Content-Range", wanted.header(file.facts().size()));
    }
    return headers(answer, file, tag)
        .header("Content-Length", wanted.length())
        .entity(body)
        .build();
  }

  private static long index(String text) {
    long index = Parameters.wholeNumber("index", text);
    if (index < 0 || index >= Integer.MAX_VALUE) {
      throw Parameters.refused("index", "must not be negative");
    }
    return index;
  }

  /** Whatever it says it is, it is only ever saved: nothing in it runs here. */
  private static Response.ResponseBuilder headers(
      Response.ResponseBuilder answer, ListedFile file, String tag) {
    return answer
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Digest", TransferJson.digestHeader(file.sha256()))
        .header("Content-Disposition", Attachment.header(file.facts().path()))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store");
  }
}
