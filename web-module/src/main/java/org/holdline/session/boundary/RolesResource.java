package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
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
  public JsonObject role(@BeanParam AboutUser about) {
    var role = chair.role(about.room(), about.actor(), about.user());
    return Json.createObjectBuilder()
        .add("user_id", about.user().value())
        .add("role", role.wireName())
        .build();
  }

  /** The role stands in the query, as clients of older systems say it, or in the body. */
  @POST
  @Path("roles/{user_id}")
  public JsonObject assign(
      @BeanParam AboutUser about, @QueryParam("role") @Nullable String inQuery, InputStream body) {
    var room = about.room();
    var user = about.user();
    var said = inQuery == null ? JsonBody.read(body).text("role") : inQuery;
    var role =
        WireNamed.find(Role.class, said)
            .orElseThrow(() ->
                Parameters.refused(
                    "role", "must be one of host, moderator, participant, observer"));
    chair.assign(room, about.actor(), user, role);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", user.value())
        .add("role", role.wireName())
        .build();
  }

  @GET
  @Path("permissions/{user_id}")
  public JsonObject permissions(@BeanParam AboutUser about) {
    var held = chair.permissions(about.room(), about.actor(), about.user());
    return Json.createObjectBuilder()
        .add("user_id", about.user().value())
        .add("permissions", RuleViews.permissions(held))
        .build();
  }

  @POST
  @Path("permissions/{user_id}")
  public JsonObject permit(@BeanParam AboutUser about, InputStream body) {
    var room = about.room();
    var user = about.user();
    var changes = changes(JsonBody.read(body));
    var held = chair.permit(room, about.actor(), user, changes);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", user.value())
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
