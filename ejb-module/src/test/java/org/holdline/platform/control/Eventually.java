package org.holdline.platform.control;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on a condition, with a limit. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_NANOS = 1_000_000;

  private Eventually() {}

  public static void that(String what, BooleanSupplier condition) {
    within(LIMIT, what, condition);
  }

  public static void within(Duration limit, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
