package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;

/** Why the server closes a WebSocket, as a code that tells the client what to do next. */
enum Closing {
  LEFT(1000, "left"),
  SUPERSEDED(4001, "superseded"),
  SLOW_CONSUMER(4008, "slow consumer"),
  TOKEN_EXPIRED(4401, "token expired"),
  REFUSED(4403, "refused"),
  SILENT(4408, "silent too long"),
  STALE_TOKEN(4409, "stale resume token"),
  ABUSE(4429, "too many bad messages"),
  UNAVAILABLE(4503, "retry_after=2");

  private final int code;
  private final String phrase;

  Closing(int code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  CloseReason reason() {
    return reason(phrase);
  }

  /** To be tried again, but not by everybody at once. */
  static CloseReason retryAfter(Duration wait) {
    return UNAVAILABLE.reason("retry_after=" + Math.max(1, wait.toSeconds()));
  }

  private CloseReason reason(String text) {
    return new CloseReason(CloseCodes.getCloseCode(code), text);
  }
}
