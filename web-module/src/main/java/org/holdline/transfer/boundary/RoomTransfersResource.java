package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.control.FileSharing;
import org.jspecify.annotations.Nullable;

/** The caller's transfers in one room. */
@Path("rooms/{room_id}/file-transfers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RoomTransfersResource {
  private FileSharing sharing;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomTransfersResource() {}

  @Inject
  RoomTransfersResource(FileSharing sharing) {
    this.sharing = sharing;
  }

  @GET
  public JsonObject transfers(
      @PathParam("room_id") String room,
      @QueryParam("status") @Nullable String status,
      @Context HttpServletRequest request) {
    return TransferJson.several(
        sharing.of(Callers.of(request).id(), RoomId.of(room), OwnTransfersResource.status(status)));
  }
}
