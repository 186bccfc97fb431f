package org.holdline.admin.control;

import java.util.List;

/** Who is in a room: {@code org.holdline:type=Sessions}. */
public interface SessionsMXBean {
  /** Its sessions, in the order of joining; none when nobody is there. */
  List<SessionLine> list(String room);

  /**
   * Ends all sessions of a user in a room. He may come again.
   *
   * @return whether he was there
   */
  boolean disconnect(String room, String user);

  /**
   * Looks at once for sessions in the room whose time is over, which otherwise happens by itself.
   *
   * @return how many there were
   */
  int sweep(String room);

  /**
   * One of them.
   *
   * @param joinedAt ISO 8601, UTC
   * @param state {@code active} or {@code suspended}
   * @param quality of its line as last reported
   */
  record SessionLine(
      String session,
      String user,
      String username,
      String role,
      String joinedAt,
      String state,
      String quality) {}
}
