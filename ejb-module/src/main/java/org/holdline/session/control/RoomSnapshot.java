package org.holdline.session.control;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, as of one position of its log.
 *
 * @param sessions in the order of joining
 * @param host null when nobody is there
 */
public record RoomSnapshot(
    LogPosition position, @Nullable UserId host, List<PresentSession> sessions) {
  public RoomSnapshot {
    sessions = List.copyOf(sessions);
  }

  /** How many users, whatever the number of their devices. */
  public int participantCount() {
    return (int) sessions.stream().map(PresentSession::user).distinct().count();
  }

  public boolean hasUser(UserId user) {
    return sessions.stream().anyMatch(each -> each.user().equals(user));
  }
}
