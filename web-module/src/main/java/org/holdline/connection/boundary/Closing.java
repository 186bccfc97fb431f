package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

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

  /** Going away, without a status, without a close frame, too large a frame. */
  private static final Set<Integer> KNOWN_OTHERS = Set.of(1001, 1005, 1006, 1009);

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

  /** The code, if it is one that we know: clients may choose others, and many. */
  static String label(CloseReason reason) {
    int code = reason.getCloseCode().getCode();
    boolean isKnown =
        KNOWN_OTHERS.contains(code) || Arrays.stream(values()).anyMatch(each -> each.code == code);
    return isKnown ? Integer.toString(code) : "other";
  }

  private CloseReason reason(String text) {
    return new CloseReason(CloseCodes.getCloseCode(code), text);
  }
}
