package org.holdline.session.control;

import org.holdline.room.control.RoomNow;
import org.holdline.room.control.Verdict;

/** Says what becomes of somebody at the door of a room who has no session in it. */
@FunctionalInterface
public interface DoorJudge {
  /**
   * Judges.
   *
   * @throws org.holdline.problem.entity.UnavailableException when what is registered of the room
   *     cannot be known at present
   */
  Verdict judge(Arrival arrival, RoomNow now);
}
