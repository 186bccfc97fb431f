package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.audit.control.AuditLedger;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** Who decided what in any room, for administrators. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuditResource {
  private AuditLedger ledger;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AuditResource() {}

  @Inject
  AuditResource(AuditLedger ledger) {
    this.ledger = ledger;
  }

  @GET
  public JsonObject page(
      @QueryParam("room_id") @Nullable String room,
      @BeanParam AuditQuery query,
      @Context HttpServletRequest request) {
    Administrators.require(Callers.of(request));
    return AuditViews.page(query.ask(ledger, room == null ? null : RoomId.of(room)));
  }
}
