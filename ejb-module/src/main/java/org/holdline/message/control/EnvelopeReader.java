package org.holdline.message.control;

import java.util.Map;
import org.holdline.message.control.Reading.Accepted;
import org.holdline.message.control.Reading.Refused;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/** Judges one envelope that is already parsed: its type, who says it, then what it says. */
public final class EnvelopeReader {
  /** The most characters of a client's message id. */
  public static final int ID_MAX = 64;

  private static final int TYPE_SHOWN_MAX = 64;

  private EnvelopeReader() {}

  /**
   * Never throws.
   *
   * @param envelope what was parsed; anything but an object is refused
   */
  public static Reading read(@Nullable Object envelope, SenderIdentity expected) {
    if (!(envelope instanceof Map<?, ?>)) {
      return refused(null, Check.refusal("envelope", "must be an object"));
    }
    String id = null;
    try {
      var fields = new Fields(Map.of("envelope", envelope)).object("envelope");
      id = id(fields);
      return new Accepted(new ClientMessage(id, payload(fields, expected)));
    } catch (ProblemException refusal) {
      return refused(id, refusal);
    }
  }

  /**
   * What a signaling message of the log says; it was judged when it came in.
   *
   * @throws ProblemException when it is none
   */
  public static Signal signal(Map<String, Object> envelope) {
    var fields = new Fields(envelope);
    if (type(fields).read(fields.object("payload")) instanceof Signal signal) {
      return signal;
    }
    throw Check.refusal("type", "must be signaling");
  }

  /** The same for a frame that could not be read at all. */
  public static Refused unreadable(String code, String message) {
    return new Refused(null, code, message, Map.of());
  }

  private static @Nullable String id(Fields fields) {
    var id = fields.findText("id");
    return id == null ? null : Check.length("id", id, 1, ID_MAX);
  }

  private static ClientPayload payload(Fields fields, SenderIdentity expected) {
    var type = type(fields);
    var payload = fields.object("payload");
    Identity.check(fields, payload, expected);
    return type.read(payload);
  }

  private static MessageType type(Fields fields) {
    var name = fields.text("type");
    var type = MessageType.find(name).orElseThrow(() -> unknown(name));
    if (!type.direction().clientMaySend()) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "permission_denied",
          "Only the server sends this type",
          Map.of("reason", "server-only", "type", type.wireName()));
    }
    if (!type.isBuilt()) {
      throw new ProblemException(
          Kind.NOT_AVAILABLE,
          "not_available",
          "This type is not available yet",
          Map.of("type", type.wireName()));
    }
    return type;
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(
        Kind.MALFORMED,
        "invalid_message_type",
        "No such message type",
        Map.of("type", name.substring(0, Math.min(name.length(), TYPE_SHOWN_MAX))));
  }

  private static Refused refused(@Nullable String id, ProblemException refusal) {
    return new Refused(id, refusal.code(), refusal.title(), refusal.details());
  }
}
