package org.holdline.replay.control;

import java.util.List;
import org.holdline.room.entity.RoomId;

/**
 * Tells those who follow a room now what the server itself says in passing: nobody keeps it, and
 * what does not arrive is lost. Thread-safe; may throw {@link
 * org.holdline.problem.entity.UnavailableException}.
 */
@FunctionalInterface
public interface PassingNews {
  /**
   * Tells it.
   *
   * @param messages at least one
   */
  void tell(RoomId room, List<EphemeralMessage> messages);
}
