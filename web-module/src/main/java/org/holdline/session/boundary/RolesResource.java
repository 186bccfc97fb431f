package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.boundary.Users;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Chair;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Who is what in a room, and may do what. */
@Path("rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RolesResource {
  private Chair chair;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RolesResource() {}

  @Inject
  public RolesResource(Chair chair) {
    this.chair = chair;
  }

  @GET
  @Path("roles/{user_id}")
  public JsonObject role(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      @Context HttpServletRequest request) {
    var role = chair.role(RoomId.of(id), Callers.of(request).id(), Users.of(user));
    return Json.createObjectBuilder().add("user_id", user).add("role", role.wireName()).build();
  }

  /** The role stands in the query, as clients of older systems say it, or in the body. */
  @POST
  @Path("roles/{user_id}")
  public JsonObject assign(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      @QueryParam("role") @Nullable String inQuery,
      InputStream body,
      @Context HttpServletRequest request) {
    var said = inQuery == null ? JsonBody.read(body).text("role") : inQuery;
    var role =
        WireNamed.find(Role.class, said)
            .orElseThrow(() ->
                Parameters.refused(
                    "role", "must be one of host, moderator, participant, observer"));
    chair.assign(RoomId.of(id), Callers.of(request).id(), Users.of(user), role);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", user)
        .add("role", role.wireName())
        .build();
  }

  @GET
  @Path("permissions/{user_id}")
  public JsonObject permissions(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      @Context HttpServletRequest request) {
    var held = chair.permissions(RoomId.of(id), Callers.of(request).id(), Users.of(user));
    return Json.createObjectBuilder()
        .add("user_id", user)
        .add("permissions", RuleViews.permissions(held))
        .build();
  }

  @POST
  @Path("permissions/{user_id}")
  public JsonObject permit(
      @PathParam("room_id") String id,
      @PathParam("user_id") String user,
      InputStream body,
      @Context HttpServletRequest request) {
    var changes = changes(JsonBody.read(body));
    var held = chair.permit(RoomId.of(id), Callers.of(request).id(), Users.of(user), changes);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", user)
        .add("permissions", RuleViews.permissions(held))
        .build();
  }

  private static Map<Permission, Boolean> changes(JsonBody body) {
    return body.values().keySet().stream()
        .collect(
            Collectors.toMap(
                name ->
                    WireNamed.find(Permission.class, name)
                        .orElseThrow(() -> JsonBody.invalid(name, "is not a permission")),
                name ->
                    body.findFlag(name)
                        .orElseThrow(() -> JsonBody.invalid(name, "must be true or false"))));
  }
}
