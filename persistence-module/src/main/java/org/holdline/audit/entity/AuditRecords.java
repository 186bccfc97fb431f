package org.holdline.audit.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdline.platform.entity.Insert;
import org.jspecify.annotations.Nullable;

/** All decisions on record. Calls that write need a transaction. */
@Dependent
public class AuditRecords {
  /** How many {@link #deleteBefore} takes at once, so that its transaction stays short. */
  public static final int DELETE_MAX = 10_000;

  private static final Insert<AuditRecord> INSERT =
      Insert.<AuditRecord>into("audit_event")
          .id("id", AuditRecord::id)
          .text("room_id", each -> each.facts().roomId())
          .text("actor_id", each -> each.facts().actorId())
          .text("action", each -> each.facts().action())
          .text("target_id", each -> each.facts().targetId())
          .text("before_change", each -> each.facts().before())
          .text("after_change", each -> each.facts().after())
          .moment("happened_at", each -> each.facts().at());

  private final EntityManager entities;

  @Inject
  public AuditRecords(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds what is not there yet; may be repeated. */
  public void addAll(List<AuditRecord> records) {
    pass(() -> {
      INSERT.add(entities, records);
      return records.size();
    });
  }

  /**
   * The newest first.
   *
   * @param before where the page ends; null for the newest page
   */
  public List<AuditRecord> newest(AuditFilter filter, @Nullable AuditCursor before, int limit) {
    var end = before == null ? AuditCursor.END : before;
    var conditions = conditions(filter);
    conditions.put(
        "(r.facts.at, r.id) < (:endAt, :endId)", Map.of("endAt", end.at(), "endId", end.id()));
    var query =
        "SELECT r FROM AuditRecord r WHERE %s ORDER BY r.facts.at DESC, r.id DESC"
            .formatted(String.join(" AND ", conditions.keySet()));
    return pass(() -> {
      var asked = entities.createQuery(query, AuditRecord.class).setMaxResults(limit);
      conditions.values().forEach(values -> values.forEach(asked::setParameter));
      return asked.getResultList();
    });
  }

  /** Only what is asked for, so that the database finds its index. */
  private static Map<String, Map<String, Object>> conditions(AuditFilter filter) {
    var conditions = new LinkedHashMap<String, Map<String, Object>>();
    if (filter.room() != null) {
      conditions.put("r.facts.roomId = :room", Map.of("room", filter.room().value()));
    }
    if (filter.user() != null) {
      conditions.put(
          "(r.facts.actorId = :user OR r.facts.targetId = :user)",
          Map.of("user", filter.user().value()));
    }
    if (filter.action() != null) {
      conditions.put("r.facts.action = :action", Map.of("action", filter.action()));
    }
    if (filter.from() != null) {
      conditions.put("r.facts.at >= :from", Map.of("from", filter.from()));
    }
    if (filter.to() != null) {
      conditions.put("r.facts.at < :to", Map.of("to", filter.to()));
    }
    return conditions;
  }

  /** Deletes up to {@link #DELETE_MAX} of those before; answers how many, so call until fewer. */
  public int deleteBefore(Instant instant) {
    return pass(() ->
        entities
            .createNativeQuery(
                """
                DELETE FROM audit_event WHERE id IN (
                  SELECT id FROM audit_event WHERE happened_at < :instant LIMIT :limit)
                """)
            .setParameter("instant", instant)
            .setParameter("limit", DELETE_MAX)
            .executeUpdate());
  }
}
