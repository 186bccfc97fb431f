package org.holdline.analytics.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdline.analytics.entity.FactFilter;
import org.holdline.analytics.entity.FactPlace;
import org.holdline.analytics.entity.RoomEvent;
import org.holdline.analytics.entity.RoomEvents;
import org.holdline.analytics.entity.RoomSummary;

/**
 * What happened in rooms, in the database, one short transaction a call. While the database is away
 * each call throws UnavailableException {@code database_unavailable}; it may fail as late as at the
 * commit, then as EJBException. All calls may be repeated.
 */
@Stateless
public class AnalyticsLedger {
  /** The longest page. */
  public static final int LIMIT_MAX = 1000;

  private RoomEvents events;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AnalyticsLedger() {}

  @Inject
  public AnalyticsLedger(RoomEvents events) {
    this.events = events;
  }

  /** Adds those that are not there yet, in one batch. */
  public void append(List<RoomEvent> happened) {
    events.addAll(happened);
  }

  /**
   * The newest first.
   *
   * @param limit 1 to {@link #LIMIT_MAX}
   */
  public FactPage page(FactFilter filter, FactPlace before, int limit) {
    var found = events.newest(filter, before, limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new FactPage(shown, found.size() > limit ? shown.getLast().place() : null);
  }

  public RoomSummary summary(FactFilter filter) {
    return events.summary(filter);
  }

  /** In how many rooms each feature was used since then. */
  public Map<String, Long> featuresUsed(Instant since) {
    return events.featuresUsed(since);
  }

  /** Deletes up to {@link RoomEvents#DELETE_MAX} of before; call until it is fewer. */
  public int purge(Instant before) {
    return events.deleteBefore(before);
  }
}
