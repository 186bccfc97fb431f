package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Chair;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Whose hands are up. */
@Path("rooms/{room_id}/hand-raise")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HandsResource {
  private Chair chair;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected HandsResource() {}

  @Inject
  public HandsResource(Chair chair) {
    this.chair = chair;
  }

  /**
   * What is wanted stands in the query, as clients of older systems say it, or in the body; without
   * either the hand goes up.
   */
  @POST
  @Limited(Budget.HAND_RAISE)
  public JsonObject raise(
      @PathParam("room_id") String id,
      @QueryParam("raised") @Nullable String inQuery,
      InputStream body,
      @Context HttpServletRequest request) {
    boolean raised =
        inQuery == null
            ? JsonBody.readIfAny(body).findFlag("raised").orElse(true)
            : Parameters.flag("raised", inQuery);
    var user = Callers.of(request).id();
    var position = chair.raiseHand(RoomId.of(id), user, raised).position(user);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("raised", raised)
        .add("position", position.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
        .build();
  }

  @GET
  @Path("queue")
  public JsonObject queue(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    var hands = chair.hands(RoomId.of(id), Callers.of(request).id());
    return Json.createObjectBuilder()
        .add("room_id", id)
        .add("queue", RuleViews.hands(hands))
        .add("count", hands.hands().size())
        .build();
  }

  @POST
  @Path("{user_id}/lower")
  public JsonObject lower(@BeanParam AboutUser about) {
    chair.lowerHand(about.room(), about.actor(), about.user());
    return about.done("lowered");
  }

  @POST
  @Path("lower-all")
  public JsonObject lowerAll(@PathParam("room_id") String id, @Context HttpServletRequest request) {
    chair.lowerAllHands(RoomId.of(id), Callers.of(request).id());
    return Json.createObjectBuilder()
        .add("success", true)
        .add("room_id", id)
        .add("action", "lowered")
        .build();
  }
}
