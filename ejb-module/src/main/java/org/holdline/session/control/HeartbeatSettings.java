package org.holdline.session.control;

import java.time.Duration;

/**
 * How often a client must be heard.
 *
 * @param interval while its page is in use
 * @param backgroundInterval otherwise
 */
public record HeartbeatSettings(Duration interval, Duration backgroundInterval) {
  private static final Duration SLACK = Duration.ofMillis(700);

  public HeartbeatSettings {
    if (!interval.isPositive() || backgroundInterval.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "holdline.heartbeat.interval must be positive and not above .background-interval");
    }
  }

  /** A client in use that was silent for so long is gone. */
  public Duration deadAfter() {
    return interval.plus(SLACK);
  }

  public Duration backgroundDeadAfter() {
    return backgroundInterval.plus(backgroundInterval.dividedBy(2));
  }
}
