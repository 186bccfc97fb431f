package org.holdline.limit.control;

import java.time.Duration;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What came of a demand.
 *
 * @param units so many of those that were asked for, the first of them
 * @param lack null when all were granted
 */
public record Grant(int units, @Nullable Lack lack) {
  /**
   * Why not all were granted.
   *
   * @param freeIn until the budget has something again
   */
  public record Lack(Budget budget, Duration freeIn) {
    /** What the caller is told. */
    public ProblemException problem() {
      return new ProblemException(
          ProblemException.Kind.TOO_MANY,
          "rate_limit_exceeded",
          "Too fast",
          Map.of("limit_type", budget.wireName()),
          freeIn);
    }
  }

  /** All that was asked for. */
  public static Grant all(int units) {
    return new Grant(units, null);
  }
}
