package org.holdline.session.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.replay.control.LogPosition;
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
   * Renews the leases of connected sessions and notes their cursors.
   *
   * @return those that have ended or been taken over meanwhile
   */
  List<Attachment> renew(RoomId room, Collection<Hold> holds);

  /** A connected session and how far it has acknowledged. */
  record Hold(Attachment attachment, @Nullable LogPosition cursor) {}

  /** Suspends sessions whose lease has ended, ends those whose grace has; returns how many. */
  int sweep(RoomId room);

  /** Rooms that have sessions, on whatever node. */
  List<RoomId> rooms();

  /**
   * Changes fields of a session's entry and, if that makes a difference, tells the room.
   *
   * @param patch a JSON object
   */
  void update(SessionKey session, String patch);

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
