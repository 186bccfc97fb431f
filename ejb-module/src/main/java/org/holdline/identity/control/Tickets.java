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

  /** For the next 30 s. */
  Ticket issue(Caller caller);

  /** For as long as the caller's proof, one hour at most. */
  Ticket issueForReturn(Caller caller);

  /** Takes the ticket; a second time, or when its time is over, there is nobody. */
  Optional<Caller> redeem(String secret);
}
