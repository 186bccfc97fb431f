package org.holdline.message.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;

/** Somebody who wants to be heard, since when. */
public record RaisedHand(UserId user, String username, Instant raisedAt) {
  /**
   * Writes it as an entry of the queue.
   *
   * @param position in it, from 1
   */
  void write(int position, FieldWriter out) {
    out.text("user_id", user.value())
        .text("username", username)
        .time("raised_at", raisedAt)
        .number("position", position);
  }
}
