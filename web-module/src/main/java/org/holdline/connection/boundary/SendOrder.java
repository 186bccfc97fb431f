package org.holdline.connection.boundary;

import java.time.Duration;
import java.util.List;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.MessageClass;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one client says in its order when the log was out of reach for a while, or when he was
 * too fast: durable messages sent after one that has to be sent again wait for it. A client that
 * gives that one up is not held for long. Used by one thread at a time.
 */
final class SendOrder {
  static final Duration HOLD_MAX = Duration.ofSeconds(10);

  private @Nullable String awaited;
  private long awaitedSince;

  /** These could not be taken now; the first of them that can be sent again has to come first. */
  void postponed(List<ClientMessage> messages, long nowNanos) {
    if (awaited == null) {
      awaited =
          messages.stream()
              .filter(SendOrder::isDurable)
              .map(ClientMessage::id)
              .filter(id -> id != null)
              .findFirst()
              .orElse(null);
      awaitedSince = nowNanos;
    }
  }

  /** Whether another message has to come before this one. */
  boolean isHeldBack(ClientMessage message, long nowNanos) {
    if (awaited != null
        && (awaited.equals(message.id()) || nowNanos - awaitedSince > HOLD_MAX.toNanos())) {
      awaited = null;
    }
    return awaited != null && isDurable(message);
  }

  static UnavailableException outOfTurn() {
    return new UnavailableException(
        "redis_unavailable", "A message before this one has to be sent again first");
  }

  private static boolean isDurable(ClientMessage message) {
    return message.payload().type().messageClass() == MessageClass.DURABLE;
  }
}
