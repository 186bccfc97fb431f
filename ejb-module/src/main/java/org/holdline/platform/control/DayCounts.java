package org.holdline.platform.control;

import java.time.Duration;
import java.util.Map;

/**
 * What has been counted on all nodes. A node hands over once a second, so the last second of one
 * that is killed is missing. Everything may throw UnavailableException {@code redis_unavailable};
 * an {@code add} that does may have been carried out.
 */
public interface DayCounts {
  /** How often a node hands over. */
  Duration PAUSE = Duration.ofSeconds(1);

  void add(Map<DayCount, Long> more);

  /** Since midnight (UTC); all are there. */
  Map<DayCount, Long> today();

  /** In the last whole minute; all are there. */
  Map<DayCount, Long> lastMinute();
}
