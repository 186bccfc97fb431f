package org.holdline.analytics.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.holdline.analytics.entity.RoomEvent.Facts;
import org.holdline.platform.entity.Insert;
import org.jspecify.annotations.Nullable;

/** What happened in all rooms. Calls that write need a transaction. */
@Dependent
public class RoomEvents {
  /** How many {@link #deleteBefore} takes at once, so that its transaction stays short. */
  public static final int DELETE_MAX = 10_000;

  private static final Insert<RoomEvent> INSERT =
      Insert.<RoomEvent>into("analytics_event")
          .text("room_id", RoomEvent::room)
          .text("id", RoomEvent::id)
          .text("type", RoomEvent::type)
          .moment("happened_at", RoomEvent::at)
          .text("epoch", RoomEvent::epoch)
          .number("sequence", RoomEvent::sequence)
          .text("user_id", RoomEvent::user)
          .flag("said", event -> event.facts() instanceof Facts.Said)
          .text("session_id", event -> event.facts().session())
          .text("state", of(Facts.Entry.class, Facts.Entry::state))
          .flag("speaking", of(Facts.Entry.class, Facts.Entry::speaking))
          .flag("screen_sharing", of(Facts.Entry.class, Facts.Entry::screenSharing))
          .flag("hand_raised", of(Facts.Entry.class, Facts.Entry::handRaised))
          .number("away_ms", of(Facts.Resumed.class, Facts.Resumed::awayMillis))
          .number("took_ms", of(Facts.Resumed.class, Facts.Resumed::tookMillis))
          .text("detail", event -> event.facts().detail());

  private final EntityManager entities;

  @Inject
  public RoomEvents(EntityManager entities) {
    this.entities = entities;
  }

  private static <F extends Facts, V extends @Nullable Object> Function<RoomEvent, @Nullable V> of(
      Class<F> kind, Function<F, V> value) {
    return event -> kind.isInstance(event.facts()) ? value.apply(kind.cast(event.facts())) : null;
  }

  /** Adds what is not there yet; may be repeated and reordered. */
  public void addAll(List<RoomEvent> events) {
    pass(() -> {
      INSERT.add(entities, events);
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

  /** In how many rooms each feature was used since then; all features are there. */
  public Map<String, Long> featuresUsed(Instant since) {
    return pass(() -> new FeatureUse(entities).since(since));
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
