package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
import org.holdline.transfer.control.FileSharing;
import org.holdline.transfer.entity.RecoveryCode;
import org.holdline.transfer.entity.TransferStatus;
import org.jspecify.annotations.Nullable;

/** The caller's transfers in all rooms, and how he goes on with one from another device. */
@Path("file-transfers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OwnTransfersResource {
  private FileSharing sharing;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected OwnTransfersResource() {}

  @Inject
  OwnTransfersResource(FileSharing sharing) {
    this.sharing = sharing;
  }

  @GET
  public JsonObject transfers(
      @QueryParam("status") @Nullable String status, @Context HttpServletRequest request) {
    return TransferJson.several(sharing.of(Callers.of(request).id(), null, status(status)));
  }

  static @Nullable TransferStatus status(@Nullable String name) {
    return name == null ? null : Parameters.word("status", name, TransferStatus.class);
  }

  @POST
  @Path("recover")
  public JsonObject recover(InputStream in, @Context HttpServletRequest request) {
    var body = JsonBody.read(in);
    return TransferJson.recovery(
        sharing.recover(
            Callers.of(request).id(),
            new RecoveryCode(body.text("code")),
            AboutTransfer.session(body)));
  }
}
