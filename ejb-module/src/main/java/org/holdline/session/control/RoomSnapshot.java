package org.holdline.session.control;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ParticipantView;
import org.holdline.replay.control.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, as of one position of its log.
 *
 * @param sessions in the order of joining
 * @param host null when nobody is there
 */
public record RoomSnapshot(
    LogPosition position, @Nullable UserId host, List<ParticipantView> sessions) {
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
}
