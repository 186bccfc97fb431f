package org.holdline.identity.control;

import java.time.Instant;
import java.util.Optional;

/** Single-use tickets with which a browser opens its WebSocket. Thread-safe. */
public interface Tickets {
  /**
   * What the browser shows on its handshake.
   *
   * @param secret 256 bit, URL-safe
   */
  record Ticket(String secret, Instant expiresAt) {
    @Override
    public String toString() {
      return "Ticket[redacted]";
    }
  }

  Ticket issue(Caller caller);

  /** Takes the ticket; a second time, or after 30 s, there is nobody. */
  Optional<Caller> redeem(String secret);
}
