package org.holdline.replay.control;

import java.time.Duration;
import java.util.List;
import org.holdline.room.entity.RoomId;

/**
 * Tells a node at once what is appended to the rooms it serves. It is a notification, not the
 * truth: a message may be missing here, and is then read from the log. Thread-safe.
 */
public interface RoomNews {
  /** Called on one thread for all rooms; must not block. */
  interface Listener {
    /**
     * These were appended, in this order.
     *
     * @param messages at least one; all of one epoch
     */
    void appended(List<LoggedMessage> messages);

    /** These were said in passing: whoever does not follow now misses them. */
    void passed(List<EphemeralMessage> messages);

    /** News may have been missed before this moment; from now on they come. */
    void subscribed();
  }

  /**
   * Returns when news are certain to come.
   *
   * @throws org.holdline.problem.entity.UnavailableException when that takes longer than {@code
   *     max}
   */
  void subscribe(RoomId room, Listener listener, Duration max);

  void unsubscribe(RoomId room);
}
