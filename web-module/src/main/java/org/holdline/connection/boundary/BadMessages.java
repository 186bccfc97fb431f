package org.holdline.connection.boundary;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Tells a mistake from abuse: how many bad messages came lately. Used by one thread at a time. */
final class BadMessages {
  private static final int MAX = 20;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Deque<Long> times = new ArrayDeque<>();

  /** Counts one; whether that is too many. */
  boolean isAbuse() {
    long now = System.nanoTime();
    times.add(now);
    while (now - times.getFirst() > WINDOW_NANOS) {
      times.removeFirst();
    }
    return times.size() >= MAX;
  }
}
