package org.holdline.recording.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TransactionLock;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** All recordings. Calls that write or lock need a transaction. */
@Dependent
public class Recordings {
  private static final Set<RecordingStatus> ACTIVE =
      EnumSet.of(RecordingStatus.PENDING, RecordingStatus.RECORDING, RecordingStatus.PAUSED);

  private final EntityManager entities;

  @Inject
  public Recordings(EntityManager entities) {
    this.entities = entities;
  }

  /** Until the end of the transaction nobody else begins one. */
  public void lockCounts() {
    pass(() -> {
      TransactionLock.take(entities, "recordings");
      return true;
    });
  }

  public void add(Recording recording) {
    pass(() -> {
      entities.persist(recording);
      entities.flush();
      return true;
    });
  }

  public Optional<Recording> find(RecordingId id) {
    return pass(() -> Optional.ofNullable(entities.find(Recording.class, id.value())));
  }

  /** The same, and until the end of the transaction nobody else changes it. */
  public Optional<Recording> findLocked(RecordingId id) {
    return pass(() ->
        Optional.ofNullable(
            entities.find(Recording.class, id.value(), LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Writes what has changed, so that recordings show their new versions. */
  public void flush() {
    pass(() -> {
      entities.flush();
      return true;
    });
  }

  /** The one that is made of a room now. */
  public Optional<Recording> activeIn(RoomId room) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT r FROM Recording r WHERE r.roomId = :room AND r.status IN :active",
                Recording.class)
            .setParameter("room", room.value())
            .setParameter("active", ACTIVE)
            .getResultStream()
            .findFirst());
  }

  /** Of all rooms. */
  public List<Recording> active() {
    return of(ACTIVE);
  }

  /** How many were started since then. */
  public long countSince(Instant since) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT count(r) FROM Recording r WHERE r.moments.startedAt >= :since", Long.class)
            .setParameter("since", since)
            .getSingleResult());
  }

  private List<Recording> of(Set<RecordingStatus> statuses) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT r FROM Recording r WHERE r.status IN :statuses ORDER BY r.moments.createdAt",
                Recording.class)
            .setParameter("statuses", statuses)
            .getResultList());
  }

  /** Those of which files are to be made now, the oldest first. */
  public List<Recording> due(Instant now, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM Recording r WHERE r.status = :processing
                  AND (r.nextAttemptAt IS NULL OR r.nextAttemptAt <= :now)
                ORDER BY r.moments.stoppedAt
                """,
                Recording.class)
            .setParameter("processing", RecordingStatus.PROCESSING)
            .setParameter("now", now)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those of which the room has not heard where they stand. */
  public List<Recording> untold(int limit) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT r FROM Recording r WHERE r.told <> r.status ORDER BY r.moments.createdAt",
                Recording.class)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those that are over and of which captures have left something. */
  public List<Recording> unemptied(int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM Recording r WHERE r.emptied = FALSE AND r.status IN :over
                ORDER BY r.moments.createdAt
                """,
                Recording.class)
            .setParameter("over", EnumSet.of(RecordingStatus.COMPLETED, RecordingStatus.CANCELLED))
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those of a room, the newest first. */
  public List<Recording> of(RoomId room, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM Recording r WHERE r.roomId = :room
                ORDER BY r.moments.createdAt DESC, r.id
                """,
                Recording.class)
            .setParameter("room", room.value())
            .setMaxResults(limit)
            .getResultList());
  }

  /**
   * Those that somebody has started, the newest first.
   *
   * @param status null for all
   */
  public List<Recording> of(UserId user, @Nullable RecordingStatus status, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM Recording r WHERE r.userId = :user AND r.status IN :statuses
                ORDER BY r.moments.createdAt DESC, r.id
                """,
                Recording.class)
            .setParameter("user", user.value())
            .setParameter(
                "statuses",
                status == null ? EnumSet.allOf(RecordingStatus.class) : EnumSet.of(status))
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those that are over since before then, the oldest first. */
  public List<Recording> over(Instant before, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM Recording r WHERE r.status IN :over AND r.moments.processedAt < :before
                ORDER BY r.moments.processedAt
                """,
                Recording.class)
            .setParameter(
                "over",
                EnumSet.of(
                    RecordingStatus.COMPLETED, RecordingStatus.FAILED, RecordingStatus.CANCELLED))
            .setParameter("before", before)
            .setMaxResults(limit)
            .getResultList());
  }

  /** With what is known of its files. */
  public void remove(Recording recording) {
    pass(() -> {
      entities.remove(recording);
      entities.flush();
      return true;
    });
  }
}
