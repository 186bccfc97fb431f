package org.holdline.room.control;

/**
 * A wish to change a room's rules. It is asked anew whenever the rules have changed meanwhile, so
 * it depends on nothing else and does nothing else.
 */
@FunctionalInterface
public interface RulesChange {
  /**
   * Decides.
   *
   * @throws org.holdline.problem.entity.ProblemException when it must not be
   */
  Decision decide(RoomNow now);
}
