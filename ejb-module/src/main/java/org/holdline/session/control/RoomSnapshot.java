package org.holdline.session.control;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.ServerPayload;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/**
 * Who is in a room and by which rules, as of one position of its log.
 *
 * @param sessions in the order of joining
 */
public record RoomSnapshot(
    LogPosition position, List<ParticipantView> sessions, RulesVersion version, RoomRules rules) {
  public RoomSnapshot {
    sessions = List.copyOf(sessions);
  }

  /** How many users, whatever the number of their devices. */
  public int participantCount() {
    return (int) sessions.stream().map(ParticipantView::userId).distinct().count();
  }

  public boolean hasUser(UserId user) {
    return sessions.stream().anyMatch(each -> each.userId().equals(user));
  }

  /** Nobody when nobody is there. */
  public Optional<UserId> host() {
    return rules.roles().host();
  }

  /** The whole room as it is shown to somebody. */
  public ServerPayload.RoomState state(RoomId room, UserId reader) {
    return new ServerPayload.RoomState(
        room.value(),
        position.epoch().value(),
        position.sequence(),
        host().orElse(null),
        participants(),
        rules.settings(),
        rules.hands(),
        rules.breakouts(),
        rules.recording(),
        reader);
  }

  /** One for each session, and the recorder if there is one. */
  public List<ParticipantView> participants() {
    var recording = rules.recording();
    return recording == null
        ? sessions
        : Stream.concat(sessions.stream(), Stream.of(recording.participant())).toList();
  }
}
