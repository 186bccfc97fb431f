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
import java.time.Clock;
import org.holdline.analytics.control.AnalyticsLedger;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.Sessions;

/** What happened in a room, one by one and in figures. */
@Path("rooms/{room_id}/analytics")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AnalyticsResource {
  private Membership membership;
  private Sessions sessions;
  private AnalyticsLedger ledger;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AnalyticsResource() {}

  @Inject
  AnalyticsResource(Membership membership, Sessions sessions, AnalyticsLedger ledger, Clock clock) {
    this.membership = membership;
    this.sessions = sessions;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GET
  public JsonObject page(
      @PathParam("room_id") String id,
      @BeanParam AnalyticsQuery query,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    membership.require(room, Callers.of(request).id());
    return AnalyticsViews.page(room, ledger.page(query.filter(room), query.place(), query.limit()));
  }

  @GET
  @Path("summary")
  public JsonObject summary(
      @PathParam("room_id") String id,
      @BeanParam AnalyticsQuery query,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    membership.require(room, Callers.of(request).id());
    var summary = ledger.summary(query.filter(room).until(clock.instant()));
    int present = sessions.snapshot(room).map(RoomSnapshot::participantCount).orElse(0);
    return AnalyticsViews.summary(room, summary, present);
  }
}
