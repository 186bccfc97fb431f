package org.holdline.transfer.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;

/**
 * Lets so many runs of chunks be in memory at a time and no more: the memory that files need is the
 * same however large they are. Thread-safe.
 */
public final class RelayGate {
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final Semaphore places;
  private final Meters meters;

  public RelayGate(int runsMax, Meters meters) {
    this.places = new Semaphore(runsMax, true);
    this.meters = meters;
  }

  /** A place that is given back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a place.
   *
   * @throws UnavailableException {@code service_unavailable} when there is none for long
   */
  Place enter() {
    try {
      if (places.tryAcquire(WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
        return places::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    meters.count(Metric.RELAY_REFUSED);
    throw new UnavailableException("service_unavailable", "Too many files are on their way");
  }
}
