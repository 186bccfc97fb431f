package org.holdline.room.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TransactionLock;
import org.jspecify.annotations.Nullable;

/** The registered rooms. All calls but the finding ones need a transaction. */
@Dependent
public class Rooms {
  private static final RoomCursor NEWEST =
      new RoomCursor(Instant.parse("9999-01-01T00:00:00Z"), "~");
  private static final RoomCursor SOONEST = new RoomCursor(Instant.EPOCH, "");

  private static final String OF_USER =
      """
      SELECT r FROM Room r
      WHERE (r.ownerUserId = :user
          OR EXISTS (SELECT 1 FROM RoomMember m
            WHERE m.key.roomId = r.id AND m.key.userId = :user))
      """;

  private final EntityManager entities;

  @Inject
  public Rooms(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds a room; false when its id is taken, and then nothing else can be done here. */
  public boolean add(Room room) {
    return pass(() -> {
      try {
        entities.persist(room);
        entities.flush();
        return true;
      } catch (ConstraintViolationException taken) {
        return false;
      }
    });
  }

  public Optional<Room> find(RoomId room) {
    return pass(() -> Optional.ofNullable(entities.find(Room.class, room.value())));
  }

  /** The same, and until the end of the transaction nobody else changes it or its members. */
  public Optional<Room> findLocked(RoomId room) {
    return pass(() ->
        Optional.ofNullable(
            entities.find(Room.class, room.value(), LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Writes what has changed, so that the room shows its new version. */
  public void flush() {
    pass(() -> {
      entities.flush();
      return true;
    });
  }

  /** How many rooms are his; until the end of the transaction he gets no other. */
  public long countLocked(UserId owner) {
    return pass(() -> {
      TransactionLock.take(entities, "room-owner " + owner.value());
      return entities
          .createQuery("SELECT count(r) FROM Room r WHERE r.ownerUserId = :owner", Long.class)
          .setParameter("owner", owner.value())
          .getSingleResult();
    });
  }

  /**
   * The rooms of which he is owner or member, the newest first.
   *
   * @param after null for the first page
   */
  public List<Room> of(UserId user, @Nullable RoomCursor after, int limit) {
    var from = after == null ? NEWEST : after;
    return pass(() ->
        entities
            .createQuery(
                OF_USER
                    + """
                      AND (r.createdAt < :at OR (r.createdAt = :at AND r.id < :id))
                    ORDER BY r.createdAt DESC, r.id DESC
                    """,
                Room.class)
            .setParameter("user", user.value())
            .setParameter("at", from.at())
            .setParameter("id", from.roomId())
            .setMaxResults(limit)
            .getResultList());
  }

  /**
   * Of his rooms the open ones whose planned meeting has not ended, the soonest first.
   *
   * @param after null for the first page
   */
  public List<Room> upcoming(UserId user, Instant now, @Nullable RoomCursor after, int limit) {
    var from = after == null ? SOONEST : after;
    return pass(() ->
        entities
            .createQuery(
                OF_USER
                    + """
                      AND r.closedAt IS NULL
                      AND coalesce(r.details.endsAt, r.details.startsAt) > :now
                      AND (r.details.startsAt > :at OR (r.details.startsAt = :at AND r.id > :id))
                    ORDER BY r.details.startsAt, r.id
                    """,
                Room.class)
            .setParameter("user", user.value())
            .setParameter("now", now)
            .setParameter("at", from.at())
            .setParameter("id", from.roomId())
            .setMaxResults(limit)
            .getResultList());
  }

  /** With its members. */
  public void delete(Room room) {
    pass(() -> {
      entities.remove(room);
      entities.flush();
      return true;
    });
  }
}
