package org.holdline.connection.boundary;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each has, up to a number. Thread-safe.
 *
 * @param <K> whoever has them
 */
final class Tally<K> {
  private final int max;
  private final Map<K, Integer> counts = new ConcurrentHashMap<>();

  Tally(int max) {
    this.max = max;
  }

  /** Counts one more; false, and nothing is counted, when that would be too many. */
  boolean add(K owner) {
    if (counts.merge(owner, 1, Integer::sum) <= max) {
      return true;
    }
    remove(owner);
    return false;
  }

  void remove(K owner) {
    counts.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
  }
}
