package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.audit.control.AuditLedger;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;

/** Who decided what in a room, for its host. */
@Path("rooms/{room_id}/audit")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RoomAuditResource {
  private Membership membership;
  private AuditLedger ledger;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomAuditResource() {}

  @Inject
  RoomAuditResource(Membership membership, AuditLedger ledger) {
    this.membership = membership;
    this.ledger = ledger;
  }

  @GET
  public JsonObject page(
      @PathParam("room_id") String id,
      @BeanParam AuditQuery query,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    membership.requireHost(room, Callers.of(request).id());
    return AuditViews.page(query.ask(ledger, room));
  }
}
