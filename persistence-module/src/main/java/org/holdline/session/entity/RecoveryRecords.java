package org.holdline.session.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.Insert;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** The evidence of all resumes. Calls that write need a transaction. */
@Dependent
public class RecoveryRecords {
  /** How many {@link #deleteBefore} takes at once, so that its transaction stays short. */
  public static final int DELETE_MAX = 10_000;

  private static final Insert<RecoveryRecord> INSERT =
      Insert.<RecoveryRecord>into("recovery_record")
          .text("session_id", each -> each.key().sessionId())
          .number("generation", each -> each.key().generation())
          .text("room_id", each -> each.facts().roomId())
          .text("user_id", each -> each.facts().userId())
          .text("cause", each -> each.facts().cause())
          .number("away_ms", each -> each.facts().awayMillis())
          .text("asked_epoch", each -> each.facts().askedEpoch())
          .number("asked_sequence", each -> each.facts().askedSequence())
          .text("epoch", each -> each.facts().epoch())
          .number("from_sequence", each -> each.facts().fromSequence())
          .number("to_sequence", each -> each.facts().toSequence())
          .number("replayed", each -> each.facts().replayed())
          .text("outcome", each -> each.facts().outcome())
          .number("missing_from", each -> each.facts().missingFrom())
          .number("missing_to", each -> each.facts().missingTo())
          .number("took_ms", each -> each.facts().tookMillis())
          .text("node", each -> each.facts().node())
          .moment("resumed_at", each -> each.facts().resumedAt());

  private final EntityManager entities;

  @Inject
  public RecoveryRecords(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds what is not there yet; may be repeated. */
  public void addAll(List<RecoveryRecord> records) {
    pass(() -> {
      INSERT.add(entities, records);
      return records.size();
    });
  }

  /**
   * The newest first.
   *
   * @param room null for all rooms
   */
  public List<RecoveryRecord> newest(@Nullable RoomId room, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM RecoveryRecord r WHERE :room IS NULL OR r.facts.roomId = :room
                ORDER BY r.facts.resumedAt DESC
                """,
                RecoveryRecord.class)
            .setParameter("room", room == null ? null : room.value())
            .setMaxResults(limit)
            .getResultList());
  }

  public Optional<RecoveryRecord> findLatest(RoomId room, UserId user) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT r FROM RecoveryRecord r
                WHERE r.facts.roomId = :room AND r.facts.userId = :user
                ORDER BY r.facts.resumedAt DESC
                """,
                RecoveryRecord.class)
            .setParameter("room", room.value())
            .setParameter("user", user.value())
            .setMaxResults(1)
            .getResultStream()
            .findFirst());
  }

  /** Deletes up to {@link #DELETE_MAX} of resumes before; answers how many, so call until fewer. */
  public int deleteBefore(Instant instant) {
    return pass(() ->
        entities
            .createNativeQuery(
                """
                DELETE FROM recovery_record WHERE ctid IN (
                  SELECT ctid FROM recovery_record WHERE resumed_at < :instant LIMIT :limit)
                """)
            .setParameter("instant", instant)
            .setParameter("limit", DELETE_MAX)
            .executeUpdate());
  }
}
