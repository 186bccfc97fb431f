package org.holdline.health.control;

import java.time.Instant;
import java.util.List;

/**
 * How everything was at one moment.
 *
 * @param since when this node began
 */
public record HealthReport(Instant at, Instant since, List<State> components) {
  public HealthReport {
    components = List.copyOf(components);
  }

  /** One component. */
  public record State(String name, boolean isVital, boolean isUp, long latencyMs) {}

  /** What that means for the rooms. */
  public enum Status {
    HEALTHY,
    /** Rooms go on, something beside them does not. */
    DEGRADED,
    UNHEALTHY
  }

  public Status status() {
    if (components.stream().anyMatch(each -> each.isVital() && !each.isUp())) {
      return Status.UNHEALTHY;
    }
    return components.stream().allMatch(State::isUp) ? Status.HEALTHY : Status.DEGRADED;
  }
}
