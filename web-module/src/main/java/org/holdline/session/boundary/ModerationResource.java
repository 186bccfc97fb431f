package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.MediaModeration;
import org.holdline.session.control.Removals;
import org.holdline.text.Json;

/** What hosts and moderators do about others. */
@Path("rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ModerationResource {
  private Removals removals;
  private MediaModeration media;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ModerationResource() {}

  @Inject
  ModerationResource(Removals removals, MediaModeration media) {
    this.removals = removals;
    this.media = media;
  }

  @POST
  @Path("participants/{user_id}/kick")
  public JsonObject kick(@BeanParam AboutUser about) {
    removals.kick(about.room(), about.actor(), about.user());
    return about.done("kicked");
  }

  @POST
  @Path("participants/{user_id}/ban")
  public JsonObject ban(@BeanParam AboutUser about) {
    removals.ban(about.room(), about.actor(), about.user());
    return about.done("banned");
  }

  @POST
  @Path("mute-all")
  public JsonObject muteAll(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    int muted = media.muteAll(RoomId.of(id), Callers.of(request).id());
    return Json.createObjectBuilder()
        .add("success", true)
        .add("room_id", id)
        .add("muted", muted)
        .build();
  }

  @DELETE
  @Path("bans/{user_id}")
  public JsonObject lift(@BeanParam AboutUser about) {
    removals.lift(about.room(), about.actor(), about.user());
    return about.done("readmitted");
  }

  @GET
  @Path("bans")
  public JsonObject bans(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var users = Json.createArrayBuilder();
    removals
        .barred(RoomId.of(id), Callers.of(request).id())
        .forEach(user -> users.add(user.value()));
    return Json.createObjectBuilder().add("room_id", id).add("user_ids", users).build();
  }
}
