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
import org.holdline.blob.boundary.FileAnswer;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.Parameters;
import org.holdline.transfer.control.FileRelay;
import org.jspecify.annotations.Nullable;

/** Whole files, for those who have nothing but HTTP. */
@Path("rooms/{room_id}/file-transfer/{transfer_id}/files")
@ApplicationScoped
public class FilesResource {
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
    return new FileAnswer(file.facts().path(), file.facts().size(), file.sha256().hex())
        .to(
            range,
            ifRange,
            (from, length) -> out -> relay.give(asked, file, from, length, out::write))
        .header("Digest", TransferJson.digestHeader(file.sha256()))
        .build();
  }

  private static long index(String text) {
    long index = Parameters.wholeNumber("index", text);
    if (index < 0 || index >= Integer.MAX_VALUE) {
      throw Parameters.refused("index", "must not be negative");
    }
    return index;
  }
}
