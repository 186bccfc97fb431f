package org.holdline.session.control;

import java.time.Duration;

/**
 * How long sessions are believed.
 *
 * @param grace a suspended session is kept so long
 * @param lease an active session whose node gives no sign of life is suspended after so long
 * @param participantsMax users in one room
 * @param perUserMax sessions of one user in one room
 */
public record SessionSettings(Duration grace, Duration lease, int participantsMax, int perUserMax) {
  public SessionSettings {
    if (grace.isNegative() || !lease.isPositive()) {
      throw new IllegalArgumentException(
          "holdline.session.grace must not be negative, holdline.session.lease must be positive");
    }
    if (participantsMax < 1 || perUserMax < 1) {
      throw new IllegalArgumentException("holdline.room.participants-max must be at least 1");
    }
  }
}
