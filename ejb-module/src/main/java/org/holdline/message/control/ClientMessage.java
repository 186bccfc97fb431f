package org.holdline.message.control;

import org.jspecify.annotations.Nullable;

/**
 * One message of a client, complete and within its bounds.
 *
 * @param id from the client's own counter; without one it is not acknowledged
 */
public record ClientMessage(@Nullable String id, ClientPayload payload) {
  public MessageType type() {
    return payload.type();
  }
}
