package org.holdline.replay.control;

import java.time.Instant;

/**
 * One message of a room's log.
 *
 * @param previous the sequence of the durable message before it in this epoch, 0 if there is none:
 *     a reader who holds {@code previous} and this one has missed nothing between
 * @param body the envelope as JSON, without its position
 */
public record LoggedMessage(
    LogPosition position, long previous, Routing routing, Instant at, String body) {

  public long sequence() {
    return position.sequence();
  }
}
