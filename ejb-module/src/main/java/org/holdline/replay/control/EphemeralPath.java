package org.holdline.replay.control;

import java.util.List;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/**
 * Tells those who follow a room now what nobody keeps. What does not arrive is lost. Thread-safe;
 * may throw {@link org.holdline.problem.entity.UnavailableException}.
 */
public interface EphemeralPath {
  /** Whether anybody who is meant is in the room. */
  enum Reach {
    THERE,
    ABSENT
  }

  /**
   * Passes these on in one atomic step, in order, except those whose target is absent.
   *
   * @param messages at least one, all of the same connection
   * @param generation of the connection that brings them; an older one is refused
   * @param judgedBy the rules by which they may be said
   * @return one for each message, in order
   * @throws RulesChangedException when those are not the present ones; nothing is passed on
   * @throws SessionGoneException when the session has ended or another connection has taken it over
   */
  List<Reach> pass(
      RoomId room,
      SessionId session,
      long generation,
      List<EphemeralMessage> messages,
      RulesVersion judgedBy);
}
