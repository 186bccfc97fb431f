package org.holdline.session.boundary;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.boundary.Users;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;

/** A request about a user of a room; each reading may refuse what the request says. */
public class AboutUser {
  private final String room;
  private final String user;
  private final HttpServletRequest request;

  public AboutUser(
      @PathParam("room_id") String room,
      @PathParam("user_id") String user,
      @Context HttpServletRequest request) {
    this.room = room;
    this.user = user;
    this.request = request;
  }

  RoomId room() {
    return RoomId.of(room);
  }

  /** Who asks. */
  UserId actor() {
    return Callers.of(request).id();
  }

  UserId user() {
    return Users.of(user);
  }

  /** The answer when that was done to him. */
  JsonObject done(String action) {
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", user)
        .add("action", action)
        .build();
  }
}
