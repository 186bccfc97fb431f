package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.session.control.ConnectionEnd;

/** Why the server closes a WebSocket, as a code that tells the client what to do next. */
enum Closing {
  LEFT(1000, "left", ConnectionEnd.CLOSED),
  SUPERSEDED(4001, "superseded", ConnectionEnd.SUPERSEDED),
  SLOW_CONSUMER(4008, "slow consumer", ConnectionEnd.SLOW),
  TOKEN_EXPIRED(4401, "token expired", ConnectionEnd.TOKEN_EXPIRED),
  REFUSED(4403, "refused", ConnectionEnd.UNKNOWN),
  KICKED(4410, "kicked", ConnectionEnd.UNKNOWN),
  BANNED(4410, "banned", ConnectionEnd.UNKNOWN),
  ROOM_CLOSED(4410, "room-closed", ConnectionEnd.UNKNOWN),
  MOVED_BACK(4410, "moved-back", ConnectionEnd.UNKNOWN),
  SILENT(4408, "silent too long", ConnectionEnd.SILENT),
  STALE_TOKEN(4409, "stale resume token", ConnectionEnd.UNKNOWN),
  ABUSE(4429, "too many bad messages", ConnectionEnd.ABUSE),
  UNAVAILABLE(4503, "retry_after=2", ConnectionEnd.UNAVAILABLE);

  /** Going away, without a status, without a close frame, too large a frame. */
  private static final Set<Integer> KNOWN_OTHERS = Set.of(1001, 1005, 1006, 1009);

  private final int code;
  private final String phrase;
  private final ConnectionEnd end;

  Closing(int code, String phrase, ConnectionEnd end) {
    this.code = code;
    this.phrase = phrase;
    this.end = end;
  }

  /** What follows when somebody is not let in. */
  static Closing after(ProblemException refusal) {
    return refusal instanceof UnavailableException ? UNAVAILABLE : REFUSED;
  }

  CloseReason reason() {
    return reason(phrase);
  }

  /** To be tried again at once, on another node. */
  static CloseReason elsewhere() {
    return UNAVAILABLE.reason("retry_after=0");
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

  /** What a close means for the session: by us, or as the client or the container says. */
  static ConnectionEnd end(CloseReason reason) {
    int code = reason.getCloseCode().getCode();
    return code == CloseCodes.CLOSED_ABNORMALLY.getCode()
        ? ConnectionEnd.LINE_LOST
        : Arrays.stream(values())
            .filter(each -> each.code == code)
            .findFirst()
            .map(each -> each.end)
            .orElse(ConnectionEnd.CLOSED);
  }

  private CloseReason reason(String text) {
    return new CloseReason(CloseCodes.getCloseCode(code), text);
  }
}
