package org.holdline.session.control;

import java.util.Collection;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.room.entity.RoomId;

/**
 * Ends what users have in a room, when the server itself decides so. Thread-safe; may throw {@link
 * org.holdline.problem.entity.UnavailableException}.
 */
public interface Evictions {
  /** May be repeated; nobody is kept from coming back by it. */
  void evict(RoomId room, Collection<UserId> users, LeaveReason reason);
}
