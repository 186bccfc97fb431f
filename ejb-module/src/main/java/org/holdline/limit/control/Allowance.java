package org.holdline.limit.control;

import java.time.Duration;

/**
 * How much in what time.
 *
 * @param max in any stretch of time as long as the window
 */
public record Allowance(int max, Duration window) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public Allowance {
    if (max < 1) {
      throw new IllegalArgumentException("holdline.limits: an allowance is at least 1: " + max);
    }
    if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "holdline.limits: a window is from PT1S to PT24H: " + window);
    }
  }
}
