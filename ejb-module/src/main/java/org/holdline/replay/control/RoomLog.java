package org.holdline.replay.control;

import java.util.Collection;
import java.util.Optional;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/**
 * The ordered messages of each room, as far as they are buffered. Thread-safe; every method may
 * throw {@link org.holdline.problem.entity.UnavailableException}.
 */
public interface RoomLog {
  /**
   * Appends in one atomic step: refuses a double, an older connection or an absent target, takes
   * the next sequence, stores, trims, announces. Sending the same draft again is safe when it has
   * an id.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code user_not_in_room} when the target
   *     is not there
   * @throws SessionGoneException when the session has ended or another connection has taken it over
   */
  Appended append(RoomId room, Draft draft);

  /**
   * Reads what is newer than {@code after}: durable messages, and the signaling that waits in the
   * given inboxes.
   *
   * @return nothing when the room has no log
   */
  Optional<LogPage> read(RoomId room, long after, Collection<SessionId> inboxes, int durableMax);

  /**
   * Notes that the history holds the unbroken run of durable messages from {@code afterSequence} to
   * {@code to}.
   *
   * @return up to where the history is now known to be complete; less than {@code to} when
   *     something before the run is missing
   */
  long markPersisted(RoomId room, long afterSequence, LogPosition to);
}
