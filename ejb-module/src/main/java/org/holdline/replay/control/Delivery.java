package org.holdline.replay.control;

import org.holdline.message.control.Wire;

/**
 * A message ready for clients; made once, however many get it.
 *
 * @param envelope with its position
 */
public record Delivery(LoggedMessage message, String envelope) {
  public static Delivery of(LoggedMessage message) {
    var position = message.position();
    return new Delivery(
        message, Wire.positioned(message.body(), position.epoch().value(), position.sequence()));
  }
}
