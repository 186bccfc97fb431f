package org.holdline.session.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all rooms. Each method is one atomic step that also logs its announcement, so
 * that what the room hears and what is true cannot differ. Thread-safe; every method may throw
 * {@link org.holdline.problem.entity.UnavailableException}, and may then be called again.
 */
public interface Sessions {
  /** Resumes the arriving user's session or begins a new one, if there is a seat. */
  Admission admit(Arrival arrival);

  /** The newest resume token has arrived: the one before it is of no use any more. */
  void confirm(Attachment attachment);

  /**
   * The connection has shown a newer token whose groups give this role; the room hears of a change.
   * A host stays host.
   */
  void regroup(Attachment attachment, Role role);

  /** The connection is gone: the session waits for another; false if another has come. */
  boolean suspend(Attachment attachment, @Nullable LogPosition cursor, ConnectionEnd how);

  /** The session ends, at its owner's wish; false if another connection has come. */
  boolean leave(Attachment attachment);

  /**
   * Vouches for everything that this node holds, for the length of one lease.
   *
   * @return false when the lease before had been given up: all that is held has to be renewed
   */
  boolean vouch();

  /**
   * Takes connected sessions under this node's present lease and notes their cursors. What the node
   * is said to hold in these rooms and does not is suspended.
   *
   * @param held all that this node holds in each of these rooms
   * @return what was found, in those rooms that could be renewed
   */
  Map<RoomId, Renewed> renew(Map<RoomId, List<Hold>> held);

  /** A connected session and how far it has acknowledged. */
  record Hold(Attachment attachment, @Nullable LogPosition cursor) {}

  /**
   * What was found in one room.
   *
   * @param lost sessions that have ended or been taken over meanwhile
   * @param top of the room's log; null when it has none
   */
  record Renewed(List<Attachment> lost, @Nullable LogPosition top) {
    public Renewed {
      lost = List.copyOf(lost);
    }
  }

  /** The same without changing anything. */
  Map<RoomId, Renewed> check(Map<RoomId, List<Hold>> held);

  /**
   * This node holds nothing any more in these rooms; whoever it is said to hold there is suspended.
   */
  void release(Predicate<RoomId> empty);

  /** Does again what Redis did not answer. */
  void settle();

  /**
   * Suspends sessions whose node no longer vouches for them, ends those whose grace has ended;
   * returns how many.
   */
  int sweep(RoomId room);

  /**
   * Sweeps rooms in which something may have run out by now, wherever they are held; what one node
   * sweeps the others leave to it.
   *
   * @return how many changes there were in each room that was swept
   */
  Map<RoomId, Integer> sweepDue(int roomsMax);

  /**
   * Changes fields of a session's entry and, if that makes a difference, tells the room.
   *
   * @param patch a JSON object
   * @param judgedBy the rules by which this may be done
   * @throws org.holdline.room.control.RulesChangedException when other rules hold
   */
  void update(SessionKey session, String patch, RulesVersion judgedBy);

  /** Nothing when the room has no log. */
  Optional<RoomSnapshot> snapshot(RoomId room);

  /** What is known of a user's newest session in a room, connected or not. */
  Optional<Standing> standing(RoomId room, UserId user);

  /**
   * Where a session stands.
   *
   * @param lastSeen when its node last vouched for it, or when it was suspended
   * @param away since it was suspended; zero while it is connected
   * @param joinedAfter the sequence of the present log after which the first of the user's sessions
   *     joined
   */
  record Standing(
      SessionKey key,
      boolean connected,
      Instant lastSeen,
      Duration away,
      long joinedAfter,
      @Nullable LogPosition cursor,
      @Nullable String connectionQuality) {}
}
