package org.holdline.connection.boundary;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.holdline.session.control.HeartbeatSettings;

/** Judges whether a client is still there by when it was last heard. Thread-safe. */
final class Liveness {
  private static final Duration PLAIN_DEAD_AFTER = Duration.ofSeconds(25);
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(5);

  /** What is expected of a client now. */
  enum Expectation {
    JOIN,
    IN_USE,
    BACKGROUND,
    PLAIN
  }

  private final HeartbeatSettings settings;
  private final LongSupplier nanoTime;
  private volatile Expectation expectation;
  private final AtomicInteger working = new AtomicInteger();
  private volatile long heardAt;

  Liveness(HeartbeatSettings settings, Expectation first) {
    this(settings, first, System::nanoTime);
  }

  Liveness(HeartbeatSettings settings, Expectation first, LongSupplier nanoTime) {
    this.settings = settings;
    this.expectation = first;
    this.nanoTime = nanoTime;
    this.heardAt = nanoTime.getAsLong();
  }

  void heard() {
    heardAt = nanoTime.getAsLong();
  }

  /** We are at work for the client, or he waits for us: his silence is ours until {@link #done}. */
  void begin() {
    working.incrementAndGet();
  }

  void done() {
    heard();
    working.decrementAndGet();
  }

  void expect(Expectation now) {
    expectation = now;
  }

  void expectBackground(boolean is) {
    expect(is ? Expectation.BACKGROUND : Expectation.IN_USE);
  }

  Expectation expectation() {
    return expectation;
  }

  boolean isDead() {
    return working.get() == 0 && nanoTime.getAsLong() - heardAt > limit().toNanos();
  }

  private Duration limit() {
    return switch (expectation) {
      case JOIN -> JOIN_WITHIN;
      case IN_USE -> settings.deadAfter();
      case BACKGROUND -> settings.backgroundDeadAfter();
      case PLAIN -> PLAIN_DEAD_AFTER;
    };
  }
}
