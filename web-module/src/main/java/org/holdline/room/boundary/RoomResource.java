package org.holdline.room.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.control.RegisteredRoom;
import org.holdline.room.control.RoomRegistry;
import org.holdline.room.entity.InvitationCode;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** One registered room: what it is, whether it is open, and the invitation to it. */
@Path("rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RoomResource {
  private static final String IF_MATCH = "If-Match";

  private RoomRegistry registry;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomResource() {}

  @Inject
  RoomResource(RoomRegistry registry) {
    this.registry = registry;
  }

  @GET
  public Response room(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var found = registry.get(RoomId.of(id), Callers.of(request));
    var answer = Response.ok(RegistryViews.room(found));
    return (found.isHis() ? Versions.tagged(answer, found.room()) : answer).build();
  }

  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Response change(
      @PathParam("room_id") String id,
      @HeaderParam(IF_MATCH) @Nullable String ifMatch,
      InputStream body,
      @Context HttpServletRequest request) {
    var form = RoomForm.read(body);
    return shown(
        registry.change(
            RoomId.of(id), Callers.of(request), Versions.expected(ifMatch), form.change()));
  }

  @DELETE
  public JsonObject delete(
      @PathParam("room_id") String id,
      @HeaderParam(IF_MATCH) @Nullable String ifMatch,
      @Context HttpServletRequest request) {
    registry.delete(RoomId.of(id), Callers.of(request), Versions.expected(ifMatch));
    return Json.createObjectBuilder().add("success", true).add("room_id", id).build();
  }

  @POST
  @Path("close")
  public Response close(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    return shown(registry.close(RoomId.of(id), Callers.of(request)));
  }

  @POST
  @Path("reopen")
  public Response reopen(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    return shown(registry.reopen(RoomId.of(id), Callers.of(request)));
  }

  private static Response shown(RegisteredRoom room) {
    return Versions.tagged(Response.ok(RegistryViews.room(room)), room.room()).build();
  }

  @POST
  @Path("invitation")
  public Response invite(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var code = registry.invite(RoomId.of(id), Callers.of(request));
    return Response.status(Response.Status.CREATED)
        .header("Cache-Control", "no-store")
        .entity(Json.createObjectBuilder().add("room_id", id).add("code", code.text()).build())
        .build();
  }

  @DELETE
  @Path("invitation")
  public JsonObject endInvitation(
      @PathParam("room_id") String id, @Context HttpServletRequest request) {
    registry.endInvitation(RoomId.of(id), Callers.of(request));
    return Json.createObjectBuilder().add("success", true).add("room_id", id).build();
  }

  @POST
  @Path("join-by-invitation")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject join(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var code = new InvitationCode(JsonBody.read(body).text("code"));
    var role = registry.join(room, Callers.of(request), code);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("room_id", id)
        .add("role", role.wireName())
        .build();
  }
}
