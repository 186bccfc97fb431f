package org.holdline.transfer.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.holdline.identity.boundary.Callers;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.transfer.control.Asked;
import org.holdline.transfer.entity.TransferId;
import org.jspecify.annotations.Nullable;

/** A request about a transfer. */
public class AboutTransfer {
  private final String room;
  private final String transfer;
  private final HttpServletRequest request;

  public AboutTransfer(
      @PathParam("room_id") String room,
      @PathParam("transfer_id") String transfer,
      @Context HttpServletRequest request) {
    this.room = room;
    this.transfer = transfer;
    this.request = request;
  }

  /**
   * Which one, by room, name and caller.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_room_id}
   */
  Asked asked() {
    return new Asked(TransferId.of(transfer), RoomId.of(room), Callers.of(request).id());
  }

  /** Of the request; the largest number when it does not say. */
  long bodyLength() {
    long length = request.getContentLengthLong();
    return length < 0 ? Long.MAX_VALUE : length;
  }

  /** The session that a body names; null when it names none. */
  static @Nullable SessionId session(JsonBody body) {
    return body.findText("session_id").map(AboutTransfer::session).orElse(null);
  }

  private static SessionId session(String text) {
    try {
      return new SessionId(text);
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalid("session_id", "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }
}
