package org.holdline.analytics.control;

import java.time.Duration;

/** How long what happened in rooms is remembered. */
public record AnalyticsSettings(Duration retention) {
  public AnalyticsSettings {
    if (!retention.isPositive()) {
      throw new IllegalArgumentException("holdline.analytics.retention must be positive");
    }
  }
}
