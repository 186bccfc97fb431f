package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Timestamps;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Doormen;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Who waits at a room's door, and what hosts and moderators answer. */
@Path("rooms/{room_id}/waiting-room")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class WaitingRoomResource {
  private static final int REASON_MAX = 500;

  private Doormen doormen;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected WaitingRoomResource() {}

  @Inject
  WaitingRoomResource(Doormen doormen) {
    this.doormen = doormen;
  }

  @GET
  public JsonObject waiting(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var waiting = doormen.waiting(RoomId.of(id), Callers.of(request).id());
    var participants = Json.createArrayBuilder();
    waiting.forEach(each ->
        participants.add(
            Json.createObjectBuilder()
                .add("user_id", each.user().value())
                .add("username", each.username())
                .add("joined_at", Timestamps.text(each.since()))));
    return Json.createObjectBuilder()
        .add("room_id", id)
        .add("participants", participants)
        .add("count", waiting.size())
        .build();
  }

  @POST
  @Path("{user_id}/admit")
  public JsonObject admit(@BeanParam AboutUser about) {
    doormen.admit(about.room(), about.actor(), about.user());
    return about.done("admitted");
  }

  @POST
  @Path("{user_id}/reject")
  public JsonObject reject(@BeanParam AboutUser about, InputStream body) {
    doormen.reject(about.room(), about.actor(), about.user(), reason(body));
    return about.done("rejected");
  }

  @POST
  @Path("admit-all")
  public JsonObject admitAll(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    return done(doormen.admitAll(RoomId.of(id), Callers.of(request).id()), "admitted");
  }

  @POST
  @Path("reject-all")
  public JsonObject rejectAll(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var reason = reason(body);
    return done(doormen.rejectAll(RoomId.of(id), Callers.of(request).id(), reason), "rejected");
  }

  private static @Nullable String reason(InputStream body) {
    var reason = JsonBody.readIfAny(body).findText("reason").orElse(null);
    if (reason != null && (reason.isBlank() || reason.length() > REASON_MAX)) {
      throw JsonBody.invalid("reason", "must have 1 to " + REASON_MAX + " characters");
    }
    return reason;
  }

  private static JsonObject done(List<UserId> users, String action) {
    var ids = Json.createArrayBuilder();
    users.forEach(user -> ids.add(user.value()));
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_ids", ids)
        .add("action", action)
        .build();
  }
}
