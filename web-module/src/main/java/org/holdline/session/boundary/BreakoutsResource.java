package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.BreakoutRooms;

/** The breakout rooms of a room. */
@Path("rooms/{room_id}/breakout-rooms")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BreakoutsResource {
  private BreakoutRooms breakouts;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected BreakoutsResource() {}

  @Inject
  BreakoutsResource(BreakoutRooms breakouts) {
    this.breakouts = breakouts;
  }

  @GET
  public JsonObject list(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    return BreakoutViews.list(room, breakouts.list(room, Callers.of(request).id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var plan = BreakoutForm.plan(JsonBody.read(body));
    var made = breakouts.create(room, Callers.of(request).id(), plan);
    return Response.status(Response.Status.CREATED).entity(BreakoutViews.made(made)).build();
  }

  @POST
  @Path("{breakout_room_id}/assign/{user_id}")
  public JsonObject assign(
      @BeanParam AboutUser about, @PathParam("breakout_room_id") String breakout) {
    breakouts.assign(about.room(), about.actor(), breakout, about.user());
    return BreakoutViews.done("user_id", about.user().value(), "breakout_room_id", breakout);
  }

  @DELETE
  @Path("assignments/{user_id}")
  public JsonObject unassign(@BeanParam AboutUser about) {
    breakouts.unassign(about.room(), about.actor(), about.user());
    return about.done("moved-back");
  }

  @DELETE
  @Path("{breakout_room_id}")
  public JsonObject close(
      @PathParam("room_id") String id,
      @PathParam("breakout_room_id") String breakout,
      @Context HttpServletRequest request) {
    breakouts.close(RoomId.of(id), Callers.of(request).id(), breakout);
    return BreakoutViews.done("breakout_room_id", breakout, "status", "closed");
  }

  @POST
  @Path("auto-assign")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject distribute(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var strategy = BreakoutForm.strategy(JsonBody.read(body));
    return BreakoutViews.assignments(
        breakouts.distribute(room, Callers.of(request).id(), strategy));
  }

  @POST
  @Path("broadcast")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject broadcast(
      @PathParam("room_id") String id, InputStream body, @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var content = BreakoutForm.content(JsonBody.read(body));
    int rooms = breakouts.broadcast(room, Callers.of(request).id(), content);
    return BreakoutViews.told(rooms);
  }
}
