package org.holdline.platform.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time that all nodes share. Times that one node writes are compared by another, and a node's
 * own clock may jump; so the store is asked for the time, and between two answers time passes by
 * {@link System#nanoTime}, which does not jump. Before the first answer it is the node's own time.
 * Thread-safe.
 */
public final class SharedClock extends Clock {
  /** A smaller difference is put down to the way of the answer, so that time does not tremble. */
  static final Duration TOLERANCE = Duration.ofMillis(250);

  private final InstantSource own;
  private final LongSupplier nanoTime;
  private volatile Reading reading;

  private record Reading(Instant at, long nanos) {}

  public SharedClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  public SharedClock(InstantSource own, LongSupplier nanoTime) {
    this.own = own;
    this.nanoTime = nanoTime;
    this.reading = new Reading(own.instant(), nanoTime.getAsLong());
  }

  /** The store has said that it is so late now. */
  public void agree(Instant shared) {
    if (Duration.between(instant(), shared).abs().compareTo(TOLERANCE) > 0) {
      reading = new Reading(shared, nanoTime.getAsLong());
    }
  }

  /** By how much the node's own clock is ahead of the shared time. */
  public Duration ownAhead() {
    return Duration.between(instant(), own.instant());
  }

  @Override
  public Instant instant() {
    var known = reading;
    return known.at().plusNanos(nanoTime.getAsLong() - known.nanos());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Zones are for people; here all is UTC. */
  @Override
  public Clock withZone(ZoneId zone) {
    if (!zone.equals(ZoneOffset.UTC)) {
      throw new UnsupportedOperationException("the shared time is UTC");
    }
    return this;
  }
}
