package org.holdline.session.control;

import java.util.List;
import org.holdline.room.entity.RoomId;

/** How many are where, on all nodes together. Thread-safe. */
public interface RoomCensus {
  /**
   * One room in which somebody is connected.
   *
   * @param participants users in it, also those who are away within their grace
   */
  record RoomSize(RoomId room, int participants) {}

  /**
   * All of them, the largest first.
   *
   * @throws org.holdline.problem.entity.UnavailableException when Redis does not answer
   */
  List<RoomSize> take();
}
