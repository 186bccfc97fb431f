package org.holdline.analytics.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** What happened in all rooms. Calls that write need a transaction. */
@Dependent
public class RoomEvents {
  /** How many {@link #deleteBefore} takes at once, so that its transaction stays short. */
  public static final int DELETE_MAX = 10_000;

  private final EntityManager entities;

  @Inject
  public RoomEvents(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds what is not there yet; may be repeated and reordered. */
  public void addAll(List<RoomEvent> events) {
    pass(() -> {
      entities.unwrap(Session.class).doWork(connection -> AppendEvents.execute(connection, events));
      return events.size();
    });
  }

  /** The newest before a place, newest first. */
  public List<RoomFact> newest(FactFilter filter, FactPlace before, int limit) {
    return pass(() ->
        entities
            .unwrap(Session.class)
            .doReturningWork(connection -> FindFacts.execute(connection, filter, before, limit)));
  }

  /** The figures of a room; the kind of the filter does not count. */
  public RoomSummary summary(FactFilter filter) {
    return pass(() -> new SummarizeRoom(entities, filter).execute());
  }

  /** Deletes up to {@link #DELETE_MAX} of those before; answers how many, so call until fewer. */
  public int deleteBefore(Instant instant) {
    return pass(() ->
        entities
            .createNativeQuery(
                """
                DELETE FROM analytics_event WHERE ctid IN (
                  SELECT ctid FROM analytics_event WHERE happened_at < :instant LIMIT :limit)
                """)
            .setParameter("instant", instant)
            .setParameter("limit", DELETE_MAX)
            .executeUpdate());
  }
}
