package org.holdline.session.control;

import java.util.function.Function;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Appended;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all rooms, the one place where they are changed. Thread-safe; every method may throw
 * {@link UnavailableException}.
 */
public interface RulesStore {
  int TRIES_MAX = 8;

  /** Nobody and initial rules where nobody is. */
  RoomNow read(RoomId room);

  /** Whether the rules are still those. */
  boolean isCurrent(RoomId room, RulesVersion version);

  /**
   * Does something by rules that hold while it is done, without a lock: when they turn out to be
   * others by then it is judged anew.
   *
   * @param deed judges, and does in one step what it has judged; throws {@link
   *     RulesChangedException} without doing it when other rules hold
   * @throws UnavailableException when they change faster than it can be done
   */
  default <T> T whileTheyHold(RoomId room, Function<RoomNow, T> deed) {
    for (int tries = 1; ; tries++) {
      try {
        return deed.apply(read(room));
      } catch (RulesChangedException changed) {
        if (tries == TRIES_MAX) {
          throw new UnavailableException(
              "service_unavailable", "Many change this room at once", changed);
        }
      }
    }
  }

  /**
   * Decides and, if nothing has changed since what was decided upon, takes the new rules and tells
   * the room in one atomic step; otherwise decides again.
   *
   * @return before and after; the same when there was nothing to change
   * @throws org.holdline.problem.entity.ProblemException as the change says
   */
  Changed change(RoomId room, RulesChange change);

  /** What a change was. */
  record Changed(RoomNow before, RoomNow after) {}

  /**
   * The same for a message of a client, which is acknowledged and may be sent again.
   *
   * @return where it is told; where the log stood when there was nothing to tell
   * @throws org.holdline.replay.control.SessionGoneException when the session has ended or another
   *     connection has taken it over
   */
  Appended change(Asked asked, RulesChange change);

  /**
   * A message that asks for a change.
   *
   * @param clientId names the counter that {@code id} comes from
   * @param id with it, sending again is safe
   */
  record Asked(Attachment by, String clientId, @Nullable String id) {}
}
