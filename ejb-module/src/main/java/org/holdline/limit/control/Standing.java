package org.holdline.limit.control;

import java.time.Duration;

/**
 * How much of a budget is used.
 *
 * @param wholeIn until nothing of it is, when nobody uses it meanwhile
 */
public record Standing(Budget budget, Allowance allowance, int used, Duration wholeIn) {
  public int remaining() {
    return Math.max(0, allowance.max() - used);
  }
}
