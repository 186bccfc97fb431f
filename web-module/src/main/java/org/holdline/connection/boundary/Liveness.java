package org.holdline.connection.boundary;

import java.time.Duration;
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
  private volatile boolean working;
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

  /** We are at work for the client: his next frame waits for us, and his silence is ours. */
  void begin() {
    working = true;
  }

  void done() {
    heard();
    working = false;
  }

  void expect(Expectation now) {
    expectation = now;
  }

  Expectation expectation() {
    return expectation;
  }

  boolean isDead() {
    return !working && nanoTime.getAsLong() - heardAt > limit().toNanos();
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
