package org.holdline.chat.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.chat.control.ReadMarks;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;

/** Up to where everybody has read, for those who come or come back. */
@Path("rooms/{room_id}/read-receipts")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReadReceiptsResource {
  private Membership membership;
  private ReadMarks marks;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ReadReceiptsResource() {}

  @Inject
  ReadReceiptsResource(Membership membership, ReadMarks marks) {
    this.membership = membership;
    this.marks = marks;
  }

  @GET
  public JsonObject receipts(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var caller = Callers.of(request).id();
    membership.require(room, caller);
    var shown = marks.of(room).stream().filter(mark -> mark.isFor(caller)).toList();
    return ChatViews.receipts(room, shown);
  }
}
