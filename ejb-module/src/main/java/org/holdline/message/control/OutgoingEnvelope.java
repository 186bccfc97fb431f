package org.holdline.message.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to clients, without its log position.
 *
 * @param sender null when the server itself speaks
 */
public record OutgoingEnvelope(
    ServerPayload payload, String roomId, @Nullable SenderIdentity sender, Instant timestamp) {
  public static OutgoingEnvelope ofServer(ServerPayload payload, String roomId, Instant timestamp) {
    return new OutgoingEnvelope(payload, roomId, null, timestamp);
  }
}
