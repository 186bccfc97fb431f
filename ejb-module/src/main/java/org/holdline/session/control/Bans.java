package org.holdline.session.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.Role;
import org.holdline.room.entity.RoomId;

/**
 * Who has been removed from a room and must not come in. Thread-safe; every method may throw {@link
 * org.holdline.problem.entity.UnavailableException}, and may then be called again.
 */
public interface Bans {
  /**
   * Ends all sessions of a participant and keeps him out, in one atomic step with its announcement:
   * for a minute after {@link LeaveReason#KICKED}, after {@link LeaveReason#BANNED} for as long as
   * anything is remembered of the room and a day longer.
   */
  Outcome remove(Removal removal);

  /**
   * What is to be done.
   *
   * @param actor has to be in the room
   * @param removable whom each role may remove
   */
  record Removal(
      RoomId room,
      UserId actor,
      UserId target,
      LeaveReason reason,
      Map<Role, Set<Role>> removable) {}

  /** What came of it. */
  sealed interface Outcome {
    record Removed(int sessions) implements Outcome {}

    /** The target is not in the room. */
    record Absent() implements Outcome {}

    /** The one's role does not reach the other's. */
    record Refused(Role actor, Role target) implements Outcome {}
  }

  /** Lets somebody in again; false when he was not kept out. */
  boolean lift(RoomId room, UserId user);

  boolean isBarred(RoomId room, UserId user);

  /** Who is kept out now. */
  List<UserId> barred(RoomId room);
}
