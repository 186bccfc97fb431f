package org.holdline.session.control;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
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
   *
   * @param judgedBy the rules by which he may be removed
   * @return false when he is not in the room
   * @throws RulesChangedException when other rules hold
   */
  boolean remove(RoomId room, UserId user, LeaveReason reason, RulesVersion judgedBy);

  /**
   * Lets somebody in again.
   *
   * @param judgedBy the rules by which this may be done
   * @return false when he was not kept out
   * @throws RulesChangedException when other rules hold
   */
  boolean lift(RoomId room, UserId user, RulesVersion judgedBy);

  boolean isBarred(RoomId room, UserId user);

  /** Who is kept out now. */
  List<UserId> barred(RoomId room);
}
