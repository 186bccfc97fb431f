package org.holdline.replay.control;

import org.holdline.room.entity.RoomId;

/**
 * The log of a room of this node's own, in which no client can be. What is in it goes with the
 * node. Every method may throw {@link org.holdline.problem.entity.UnavailableException}.
 */
public interface CanaryLog {
  RoomId room();

  /** For whom it is read. */
  Reader reader();

  /** Begins the log where there is none; answers where it stands. */
  LogPosition open();

  /**
   * Appends what reaches the reader of this node and nobody else.
   *
   * @throws SessionGoneException when the log has to be opened first
   */
  void append(String body);
}
