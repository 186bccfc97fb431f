package org.holdline.room.control;

import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.room.entity.RoomId;

/**
 * What goes on in rooms at present, as far as it concerns those who register them. Thread-safe;
 * every method may throw {@link org.holdline.problem.entity.UnavailableException}, and may then be
 * called again.
 */
public interface LiveRooms {
  /** Nothing when nobody is in the room. */
  Optional<UserId> findHost(RoomId room);

  /**
   * Ends all sessions in the room and tells them why, in one step. Whoever was judged at its door
   * before is judged again.
   */
  void end(RoomId room, LeaveReason reason);

  /** The same for one user. */
  void end(RoomId room, UserId user, LeaveReason reason);

  /** Ends all sessions because the room is no more, and deletes what was said in it. */
  void forget(RoomId room);

  /** Something has changed that matters at the door: whoever was judged there is judged again. */
  void judgeAgain(RoomId room);
}
