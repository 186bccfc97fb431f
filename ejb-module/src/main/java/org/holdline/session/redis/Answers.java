package org.holdline.session.redis;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.PresentSession;
import org.holdline.session.control.RoomSnapshot;
import org.jspecify.annotations.Nullable;

/** Reads what the session scripts answer. */
final class Answers {
  private Answers() {}

  /** A cursor is kept as {@code <epoch> <sequence>}. */
  static String text(LogPosition position) {
    return position.epoch() + " " + position.sequence();
  }

  static @Nullable LogPosition position(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? null
        : new LogPosition(
            new Epoch(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
  }

  static RoomSnapshot snapshot(List<?> answer) {
    var position =
        new LogPosition(
            new Epoch(String.valueOf(answer.get(0))),
            Long.parseLong(String.valueOf(answer.get(1))));
    var host = String.valueOf(answer.get(2));
    var sessions = ((List<?>) answer.get(3)).stream().map(Answers::present).toList();
    return new RoomSnapshot(position, host.isEmpty() ? null : new UserId(host), sessions);
  }

  private static PresentSession present(Object entry) {
    var fields = (List<?>) entry;
    return new PresentSession(
        new SessionId(String.valueOf(fields.get(0))),
        new UserId(String.valueOf(fields.get(1))),
        "active".equals(String.valueOf(fields.get(2))),
        String.valueOf(fields.get(3)));
  }
}
