package org.holdline.audit.control;

import java.time.Duration;

/** How long decisions stay on record. */
public record AuditSettings(Duration retention) {
  public AuditSettings {
    if (!retention.isPositive()) {
      throw new IllegalArgumentException("holdline.audit.retention must be positive");
    }
  }
}
