package org.holdline.replay.control;

import java.util.Arrays;
import java.util.Optional;

/** The newest of many measured times. Thread-safe. */
final class RecentTimes {
  private final long[] times;
  private int next;
  private int size;

  RecentTimes(int max) {
    times = new long[max];
  }

  synchronized void add(long millis) {
    times[next] = millis;
    next = (next + 1) % times.length;
    size = Math.min(size + 1, times.length);
  }

  /** Nothing as long as nothing was measured. */
  synchronized Optional<Latency> spread() {
    if (size == 0) {
      return Optional.empty();
    }
    var sorted = Arrays.copyOf(times, size);
    Arrays.sort(sorted);
    double average = Arrays.stream(sorted).average().orElseThrow();
    return Optional.of(new Latency(average, atShare(sorted, 95), atShare(sorted, 99)));
  }

  /** The least that so many percent do not exceed. */
  private static long atShare(long[] sorted, int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
