package org.holdline.replay.control;

import java.util.List;
import org.holdline.room.entity.RoomId;

/**
 * Signals to sessions what a participant of the server's own has to say to them. Thread-safe; may
 * throw {@link org.holdline.problem.entity.UnavailableException}.
 */
@FunctionalInterface
public interface ServerSignals {
  /**
   * Appends it, in order; whoever is not there any more is left out.
   *
   * @param entries at least one, each for one session
   */
  void send(RoomId room, List<Draft.Entry> entries);
}
