package org.holdline.room.control;

import org.holdline.message.control.Breakout;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The names of the rooms in which breakout rooms meet. They say whose they are, so nobody has to
 * look it up, and no room of such a name is anything else.
 */
public final class BreakoutName {
  private static final String BETWEEN = "--breakout-";

  private BreakoutName() {}

  /**
   * That of a breakout room.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_room_id} when the main
   *     room's is too long for it
   */
  static String of(RoomId main, String id) {
    return RoomId.of(main + BETWEEN + id).value();
  }

  /** Whose breakout room this is; null when it is none. */
  public static @Nullable RoomId mainOf(RoomId room) {
    int at = room.value().lastIndexOf(BETWEEN);
    return at > 0 && Breakout.isId(idOf(room)) ? new RoomId(room.value().substring(0, at)) : null;
  }

  /** Its id in its main room, for a room that is one. */
  static String idOf(RoomId room) {
    return room.value().substring(room.value().lastIndexOf(BETWEEN) + BETWEEN.length());
  }
}
