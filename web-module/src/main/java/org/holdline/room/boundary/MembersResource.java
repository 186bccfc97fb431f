package org.holdline.room.boundary;

import static org.holdline.problem.boundary.Parameters.count;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.boundary.Users;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomRegistry;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Who belongs to a registered room, and as what. */
@Path("rooms/{room_id}/members")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MembersResource {
  private RoomRegistry registry;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected MembersResource() {}

  @Inject
  MembersResource(RoomRegistry registry) {
    this.registry = registry;
  }

  @GET
  public JsonObject members(
      @PathParam("room_id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after,
      @Context HttpServletRequest request) {
    int most = count("limit", limit, RoomsResource.LIMIT, RoomLedger.LIMIT_MAX);
    var from = Users.find("after", after);
    var found = registry.members(RoomId.of(id), Callers.of(request), from, most + 1);
    return RegistryViews.members(id, found, most);
  }

  @GET
  @Path("{user_id}")
  public JsonObject member(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      @Context HttpServletRequest request) {
    return RegistryViews.member(
        registry.member(RoomId.of(id), Callers.of(request), Users.of(user)));
  }

  @PUT
  @Path("{user_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject enrol(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      InputStream body,
      @Context HttpServletRequest request) {
    var role = JsonBody.read(body).findText("role").map(MembersResource::role);
    return RegistryViews.member(
        registry.enrol(
            RoomId.of(id), Callers.of(request), Users.of(user), role.orElse(Role.PARTICIPANT)));
  }

  @DELETE
  @Path("{user_id}")
  public JsonObject expel(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      @Context HttpServletRequest request) {
    registry.expel(RoomId.of(id), Callers.of(request), Users.of(user));
    return Json.createObjectBuilder().add("success", true).add("user_id", user).build();
  }

  private static Role role(String text) {
    return WireNamed.find(Role.class, text)
        .orElseThrow(() -> JsonBody.invalid("role", "must be moderator, participant or observer"));
  }
}
