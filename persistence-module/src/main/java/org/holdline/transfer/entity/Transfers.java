package org.holdline.transfer.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TransactionLock;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** All transfers and what they carry. Calls that write or lock need a transaction. */
@Dependent
public class Transfers {
  private static final Set<TransferStatus> OPEN =
      EnumSet.of(TransferStatus.PENDING, TransferStatus.ACTIVE, TransferStatus.PAUSED);

  private final EntityManager entities;

  @Inject
  public Transfers(EntityManager entities) {
    this.entities = entities;
  }

  public void add(FileContent content, List<FileTransfer> each) {
    pass(() -> {
      entities.persist(content);
      each.forEach(entities::persist);
      entities.flush();
      return true;
    });
  }

  public Optional<FileTransfer> find(TransferId id) {
    return pass(() -> Optional.ofNullable(entities.find(FileTransfer.class, id.value())));
  }

  /** The same, and until the end of the transaction nobody else changes it. */
  public Optional<FileTransfer> findLocked(TransferId id) {
    return pass(() ->
        Optional.ofNullable(
            entities.find(FileTransfer.class, id.value(), LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Until the end of the transaction nobody else changes it. */
  public FileContent lock(FileContent content) {
    return pass(() -> {
      entities.refresh(content, LockModeType.PESSIMISTIC_WRITE);
      return content;
    });
  }

  public Optional<FileContent> findContent(UUID id) {
    return pass(() -> Optional.ofNullable(entities.find(FileContent.class, id)));
  }

  /** The same, and until the end of the transaction nobody else changes it. */
  public Optional<FileContent> findContentLocked(UUID id) {
    return pass(() ->
        Optional.ofNullable(entities.find(FileContent.class, id, LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Writes what has changed, so that transfers show their new versions. */
  public void flush() {
    pass(() -> {
      entities.flush();
      return true;
    });
  }

  /** Until the end of the transaction nobody else counts what these have. */
  public void lockCounts(RoomId room, Stream<UserId> users) {
    var names = Stream.concat(Stream.of("room " + room), users.map(user -> "user " + user));
    pass(() -> {
      names
          .distinct()
          .sorted()
          .forEach(name -> TransactionLock.take(entities, "transfers of " + name));
      return true;
    });
  }

  /** Contents that somebody offers and that are not over with everybody. */
  public long openOut(UserId sender) {
    return count(
        """
        SELECT count(DISTINCT t.content.id) FROM FileTransfer t
        WHERE t.content.senderId = :user AND t.status IN :open
        """,
        Map.of("user", sender.value(), "open", OPEN));
  }

  /** Transfers to somebody that are not over. */
  public long openIn(UserId receiver) {
    return count(
        """
        SELECT count(t) FROM FileTransfer t
        WHERE t.receiverId = :user AND t.status IN :open
        """,
        Map.of("user", receiver.value(), "open", OPEN));
  }

  /** Offers of one to another that he has not answered. */
  public long pending(UserId sender, UserId receiver) {
    return count(
        """
        SELECT count(t) FROM FileTransfer t
        WHERE t.content.senderId = :sender AND t.receiverId = :receiver AND t.status = :pending
        """,
        Map.of(
            "sender", sender.value(),
            "receiver", receiver.value(),
            "pending", TransferStatus.PENDING));
  }

  /** Contents that are on their way in a room, but for this one. */
  public long activeIn(RoomId room, UUID butFor) {
    return count(
        """
        SELECT count(DISTINCT t.content.id) FROM FileTransfer t
        WHERE t.content.roomId = :room AND t.content.id <> :butFor AND t.status = :active
        """,
        Map.of("room", room.value(), "butFor", butFor, "active", TransferStatus.ACTIVE));
  }

  private long count(String query, Map<String, Object> parameters) {
    return pass(() -> {
      var counting = entities.createQuery(query, Long.class);
      parameters.forEach(counting::setParameter);
      return counting.getSingleResult();
    });
  }

  /**
   * Those that somebody sends or receives, the newest first.
   *
   * @param room null for all rooms
   * @param status null for all
   */
  public List<FileTransfer> of(
      UserId user, @Nullable RoomId room, @Nullable TransferStatus status, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t JOIN FETCH t.content c
                WHERE (c.senderId = :user OR t.receiverId = :user)
                  AND (:room = '' OR c.roomId = :room) AND t.status IN :statuses
                ORDER BY t.moments.startedAt DESC, t.id
                """,
                FileTransfer.class)
            .setParameter("user", user.value())
            .setParameter("room", room == null ? "" : room.value())
            .setParameter(
                "statuses",
                status == null ? EnumSet.allOf(TransferStatus.class) : EnumSet.of(status))
            .setMaxResults(limit)
            .getResultList());
  }

  /** All of one content. */
  public List<FileTransfer> of(FileContent content) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT t FROM FileTransfer t WHERE t.content = :content", FileTransfer.class)
            .setParameter("content", content)
            .getResultList());
  }

  /**
   * All of one content that are not over, locked as by {@link #findLocked}. None of them may have
   * been read before in this transaction: somebody may have changed it since.
   */
  public List<FileTransfer> openLocked(UUID content) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t
                WHERE t.content.id = :content AND t.status IN :open ORDER BY t.id
                """,
                FileTransfer.class)
            .setParameter("content", content)
            .setParameter("open", OPEN)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList());
  }

  /**
   * The transfers of a content that are not over.
   *
   * @param isDirect whether one has gone from device to device only so far
   * @param keptUntil when the first of them expires
   */
  public record Open(boolean isDirect, Instant keptUntil) {}

  /** How they stand; nothing when there are none. */
  public Optional<Open> findOpen(UUID content) {
    return pass(() -> {
      var row =
          entities
              .createQuery(
                  """
                  SELECT min(CASE WHEN t.relayed = FALSE THEN 0 ELSE 1 END), min(t.expiresAt)
                  FROM FileTransfer t WHERE t.content.id = :content AND t.status IN :open
                  """,
                  Object[].class)
              .setParameter("content", content)
              .setParameter("open", OPEN)
              .getSingleResult();
      return row[1] == null
          ? Optional.empty()
          : Optional.of(new Open(((Number) row[0]).intValue() == 0, (Instant) row[1]));
    });
  }

  /** Those of a content that are not over, unless they are kept until then already. */
  public void keepUntil(FileContent content, Instant later, Instant unlessAfter) {
    pass(() ->
        entities
            .createQuery(
                """
                UPDATE FileTransfer t SET t.expiresAt = :later
                WHERE t.content = :content AND t.expiresAt < :unlessAfter AND t.status IN :open
                """)
            .setParameter("later", later)
            .setParameter("content", content)
            .setParameter("unlessAfter", unlessAfter)
            .setParameter("open", OPEN)
            .executeUpdate());
  }

  /** Those whose time is up, the oldest first. */
  public List<FileTransfer> expired(Instant now, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t JOIN FETCH t.content
                WHERE t.expiresAt <= :now ORDER BY t.expiresAt
                """,
                FileTransfer.class)
            .setParameter("now", now)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those from device to device that are accepted and not over. */
  public List<FileTransfer> underWay(int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t JOIN FETCH t.content c
                WHERE t.status IN :statuses AND t.relayed = FALSE ORDER BY c.roomId, t.id
                """,
                FileTransfer.class)
            .setParameter("statuses", EnumSet.of(TransferStatus.ACTIVE, TransferStatus.PAUSED))
            .setMaxResults(limit)
            .getResultList());
  }

  /** Those of a room that are not over, the newest first. */
  public List<FileTransfer> open(RoomId room, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t JOIN FETCH t.content c
                WHERE c.roomId = :room AND t.status IN :open ORDER BY t.moments.startedAt DESC, t.id
                """,
                FileTransfer.class)
            .setParameter("room", room.value())
            .setParameter("open", OPEN)
            .setMaxResults(limit)
            .getResultList());
  }

  /** How many of all rooms stand so. */
  public long count(TransferStatus status) {
    return count(
        "SELECT count(t) FROM FileTransfer t WHERE t.status = :status", Map.of("status", status));
  }

  /** Rooms in which something is not over. */
  public List<RoomId> roomsWithOpen(int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT DISTINCT t.content.roomId FROM FileTransfer t WHERE t.status IN :open
                """,
                String.class)
            .setParameter("open", OPEN)
            .setMaxResults(limit)
            .getResultStream()
            .map(RoomId::new)
            .toList());
  }

  /** What somebody sends or receives in a room and is not over, locked as {@link #openLocked}. */
  public List<FileTransfer> openLocked(RoomId room, UserId user) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT t FROM FileTransfer t WHERE t.status IN :open
                  AND t.content.id IN (SELECT c.id FROM FileContent c WHERE c.roomId = :room
                    AND (c.senderId = :user OR t.receiverId = :user)) ORDER BY t.id
                """,
                FileTransfer.class)
            .setParameter("open", OPEN)
            .setParameter("room", room.value())
            .setParameter("user", user.value())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList());
  }

  /** Contents that nobody has anything of any more, or that were closed before. */
  public List<FileContent> over(Instant closedBefore, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT c FROM FileContent c
                WHERE c.closedAt <= :before
                  AND NOT EXISTS (SELECT 1 FROM FileTransfer t WHERE t.content = c)
                """,
                FileContent.class)
            .setParameter("before", closedBefore)
            .setMaxResults(limit)
            .getResultList());
  }

  public void remove(FileTransfer transfer) {
    pass(() -> {
      entities.remove(transfer);
      entities.flush();
      return true;
    });
  }

  /** With its manifest. */
  public void remove(FileContent content) {
    pass(() -> {
      entities.remove(content);
      entities.flush();
      return true;
    });
  }
}
