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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Chair;
import org.holdline.text.Json;

/** How a room is set. */
@Path("rooms/{room_id}/settings")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SettingsResource {
  private Chair chair;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected SettingsResource() {}

  @Inject
  public SettingsResource(Chair chair) {
    this.chair = chair;
  }

  @GET
  public JsonObject show(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var settings = chair.settings(RoomId.of(id), Callers.of(request).id());
    return Json.createObjectBuilder()
        .add("room_id", id)
        .add("settings", RuleViews.settings(settings))
        .build();
  }

  @POST
  @Limited(Budget.SETTINGS_UPDATE)
  public JsonObject change(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var changes = JsonBody.read(body).values();
    var settings = chair.set(RoomId.of(id), Callers.of(request).id(), changes);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("room_id", id)
        .add("settings", RuleViews.settings(settings))
        .build();
  }
}
