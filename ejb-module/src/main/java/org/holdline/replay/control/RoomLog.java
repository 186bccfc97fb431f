package org.holdline.replay.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/**
 * The ordered messages of each room, as far as they are buffered. Thread-safe; every method may
 * throw {@link org.holdline.problem.entity.UnavailableException}.
 */
public interface RoomLog {
  /**
   * Appends in one atomic step, in order: refuses an older connection, and of the drafts those that
   * are doubles or whose target is absent; takes the next sequences, stores, trims, announces.
   * Sending the same drafts again is safe when they have ids.
   *
   * @param drafts at least one, all of the same connection
   * @param judgedBy the rules by which they may be said
   * @return one for each draft, in order
   * @throws RulesChangedException when those are not the present ones; nothing is appended
   * @throws SessionGoneException when the session has ended or another connection has taken it over
   */
  List<Outcome> append(RoomId room, List<Draft> drafts, RulesVersion judgedBy);

  /**
   * Reads what is newer than {@code after}: durable messages, and the signaling that waits in the
   * given inboxes.
   *
   * @return nothing when the room has no log
   */
  Optional<LogPage> read(RoomId room, long after, Collection<SessionId> inboxes, int durableMax);

  /** The buffered chat that speaks of this message, itself included, oldest first. */
  List<LoggedMessage> about(RoomId room, String messageId);

  /** Which of these ids of a client's messages were accepted before, and where they stand. */
  Map<String, LogPosition> accepted(
      RoomId room, UserId user, String clientId, List<String> messageIds);

  /**
   * Notes that the history holds the unbroken run of durable messages from {@code afterSequence} to
   * {@code to}.
   *
   * @return up to where the history is now known to be complete; less than {@code to} when
   *     something before the run is missing
   */
  long markPersisted(RoomId room, long afterSequence, LogPosition to);
}
