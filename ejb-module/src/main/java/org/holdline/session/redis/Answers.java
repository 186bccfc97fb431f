package org.holdline.session.redis;

import java.time.Instant;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
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
    var sessions = ((List<?>) answer.get(3)).stream().map(Answers::participant).toList();
    return new RoomSnapshot(position, host.isEmpty() ? null : new UserId(host), sessions);
  }

  private static ParticipantView participant(Object entry) {
    var fields = ((List<?>) entry).stream().map(String::valueOf).toList();
    return new ParticipantView(
        fields.get(0),
        new UserId(fields.get(1)),
        fields.get(2),
        word(Role.class, fields.get(3)),
        Instant.parse(fields.get(4)),
        new ParticipantView.Media(
            flag(fields, 5), flag(fields, 6), flag(fields, 7), flag(fields, 8), flag(fields, 9)),
        word(ConnectionState.class, fields.get(10)),
        word(ConnectionQuality.class, fields.get(11)));
  }

  static Role role(String wireName) {
    return word(Role.class, wireName);
  }

  private static boolean flag(List<String> fields, int index) {
    return Boolean.parseBoolean(fields.get(index));
  }

  private static <T extends Enum<T> & WireNamed> T word(Class<T> words, String wireName) {
    return WireNamed.find(words, wireName)
        .orElseThrow(() -> new IllegalStateException("a stored word is unknown: " + wireName));
  }
}
