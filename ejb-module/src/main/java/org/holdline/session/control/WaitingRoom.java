package org.holdline.session.control;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;

/**
 * Who waits at the doors of rooms. The node to which he is connected says again and again that he
 * still does; of whom nothing is said for a while, he has gone. Thread-safe; every method may throw
 * {@link org.holdline.problem.entity.UnavailableException}, and may then be called again.
 */
public interface WaitingRoom {
  /**
   * Somebody who waits.
   *
   * @param since the first time that it was said
   */
  record Waiter(UserId user, String username, Instant since) {}

  /**
   * These wait at a door. Those inside who may let them in are told of new ones.
   *
   * @param names of the users
   * @return their places in the order of coming, the first is 1; without those for whom there is no
   *     place to wait
   */
  Map<UserId, Integer> wait(RoomId room, Map<UserId, String> names);

  /** He does not wait any more; those inside are told, unless it was they who decided it. */
  void leave(RoomId room, UserId user);

  /** All who wait for an answer, in the order of coming. */
  List<Waiter> waiting(RoomId room);

  /** Texts that change with whatever may let somebody in or turn him away at these doors. */
  Map<RoomId, DoorMark> marks(Collection<RoomId> rooms);
}
