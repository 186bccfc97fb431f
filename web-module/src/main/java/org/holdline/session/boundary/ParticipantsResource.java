package org.holdline.session.boundary;

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
import org.holdline.identity.boundary.Callers;
import org.holdline.platform.control.Timestamps;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.LastRecovery;
import org.holdline.session.control.Membership;
import org.holdline.session.control.Sessions;
import org.holdline.text.Json;

/** Who is in a room, and where the caller himself stands. */
@Path("rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ParticipantsResource {
  private Membership membership;
  private Sessions sessions;
  private RoomViews views;
  private LastRecovery lastRecovery;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ParticipantsResource() {}

  @Inject
  ParticipantsResource(
      Membership membership, Sessions sessions, RoomViews views, LastRecovery lastRecovery) {
    this.membership = membership;
    this.sessions = sessions;
    this.views = views;
    this.lastRecovery = lastRecovery;
  }

  @GET
  @Path("participants")
  public JsonObject participants(
      @PathParam("room_id") String id, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var caller = Callers.of(request).id();
    membership.require(room, caller);
    return views.participants(
        room,
        caller,
        sessions
            .snapshot(room)
            .orElseThrow(
                () -> new ProblemException(Kind.GONE, "session_ended", "The session has ended")));
  }

  /** Older clients ask for more than names here; entries carry everything anyway. */
  @GET
  @Path("participants/enhanced")
  public JsonObject enhanced(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    return participants(id, request);
  }

  @GET
  @Path("reconnection-state")
  public JsonObject standing(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var standing = membership.require(room, Callers.of(request).id());
    var user = standing.key().user().value();
    var cursor = standing.cursor();
    var state =
        Json.createObjectBuilder()
            .add("user_id", user)
            .add("room_id", room.value())
            .add("is_connected", standing.connected())
            .add("last_seen", Timestamps.text(standing.lastSeen()))
            .add("last_sequence", cursor == null ? 0 : cursor.sequence());
    RoomViews.addIfPresent(state, "connection_quality", standing.connectionQuality());
    lastRecovery
        .find(standing)
        .ifPresent(record -> state.add("last_recovery", RecoveryViews.own(record)));
    return Json.createObjectBuilder()
        .add("room_id", room.value())
        .add("user_id", user)
        .add("state", state)
        .build();
  }
}
