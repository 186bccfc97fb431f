package org.holdline.session.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantKind;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.Attendee;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesVersion;
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
    var sessions =
        ((List<?>) Objects.requireNonNull(answer.get(2)))
            .stream().map(Answers::participant).toList();
    return new RoomSnapshot(
        position, sessions, new RulesVersion(String.valueOf(answer.get(3))), rules(answer, 4));
  }

  static RoomNow now(List<?> answer) {
    return new RoomNow(
        new RulesVersion(String.valueOf(answer.get(0))),
        rules(answer, 1),
        attendees((List<?>) Objects.requireNonNull(answer.get(3))));
  }

  /** A user is one attendee, whatever the number of his devices. */
  private static List<Attendee> attendees(List<?> sessions) {
    var attendees = new LinkedHashMap<UserId, Attendee>();
    for (var session : sessions) {
      var fields = ((List<?>) session).stream().map(String::valueOf).toList();
      var user = new UserId(fields.get(0));
      boolean active = fields.get(2).equals(ConnectionState.ACTIVE.wireName());
      attendees.merge(
          user,
          new Attendee(user, fields.get(1), active),
          (first, next) ->
              new Attendee(user, first.username(), first.connected() || next.connected()));
    }
    return List.copyOf(attendees.values());
  }

  /** The fields of a room's rules and then its roles, both as Redis lists a hash. */
  static RoomRules rules(List<?> answer, int index) {
    return RulesHash.read(hash(answer.get(index)), hash(answer.get(index + 1)));
  }

  private static Map<String, String> hash(@Nullable Object listed) {
    var fields =
        ((List<?>) Objects.requireNonNull(listed)).stream().map(String::valueOf).iterator();
    var hash = new HashMap<String, String>();
    while (fields.hasNext()) {
      hash.put(fields.next(), fields.next());
    }
    return hash;
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
            flag(fields, 5), flag(fields, 6), flag(fields, 7), time(fields, 12), flag(fields, 9)),
        word(ConnectionState.class, fields.get(10)),
        word(ConnectionQuality.class, fields.get(11)),
        ParticipantKind.PERSON);
  }

  static Role role(String wireName) {
    return word(Role.class, wireName);
  }

  private static boolean flag(List<String> fields, int index) {
    return Boolean.parseBoolean(fields.get(index));
  }

  private static @Nullable Instant time(List<String> fields, int index) {
    return fields.get(index).isEmpty() ? null : Instant.parse(fields.get(index));
  }

  private static <T extends Enum<T> & WireNamed> T word(Class<T> words, String wireName) {
    return WireNamed.find(words, wireName)
        .orElseThrow(() -> new IllegalStateException("a stored word is unknown: " + wireName));
  }
}
