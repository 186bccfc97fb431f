package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.control.FileSharing;

/** Offers of files to participants of a room. */
@Path("rooms/{room_id}/file-transfer/offer")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OffersResource {
  private FileSharing sharing;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected OffersResource() {}

  @Inject
  OffersResource(FileSharing sharing) {
    this.sharing = sharing;
  }

  @POST
  @Limited(Budget.FILE_SHARE)
  public JsonObject offer(
      @PathParam("room_id") String room, InputStream body, @Context HttpServletRequest request) {
    var form = new OfferForm(JsonBody.read(body));
    var offered =
        sharing.offer(RoomId.of(room), Callers.of(request).id(), form.audience(), form.facts());
    return form.isToSeveral()
        ? TransferJson.several(offered)
        : TransferJson.one(offered.getFirst());
  }
}
