package org.holdline.message.control;

import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/** The fields that the server fills in: a client may repeat its own values, nothing else. */
final class Identity {
  private Identity() {}

  static void check(Fields envelope, Fields payload, SenderIdentity expected) {
    for (var fields : new Fields[] {envelope, payload}) {
      same(fields, "room_id", expected.roomId());
      same(fields, "sender_id", expected.userId().value());
      same(fields, "sender_session_id", expected.sessionId());
      same(fields, "sender_name", expected.name());
    }
    same(payload, "user_id", expected.userId().value());
    same(payload, "session_id", expected.sessionId());
    same(payload, "username", expected.name());
  }

  private static void same(Fields fields, String name, @Nullable String expected) {
    var said = fields.find(name);
    if (said != null && !said.equals(expected)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "forged_identity",
          "The server fills in who and where you are",
          Map.of("field", name));
    }
  }
}
