package org.holdline.connection.boundary;

import java.time.Duration;
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
  private volatile Expectation expectation;
  private volatile long heardAt = System.nanoTime();

  Liveness(HeartbeatSettings settings, Expectation first) {
    this.settings = settings;
    this.expectation = first;
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  void expect(Expectation now) {
    expectation = now;
  }

  Expectation expectation() {
    return expectation;
  }

  boolean isDead() {
    return System.nanoTime() - heardAt > limit().toNanos();
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
