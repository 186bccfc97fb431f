package org.holdline.analytics.control;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.holdline.analytics.entity.RoomEvent;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;

/**
 * Writes events behind. What the queue has no place for, because the database is away for long, is
 * dropped and counted. Thread-safe.
 */
public final class WrittenAnalytics implements Analytics {
  private static final System.Logger LOG = System.getLogger(WrittenAnalytics.class.getName());

  private final Meters meters;
  private final BatchWriter<RoomEvent> writer;
  private final AtomicBoolean full = new AtomicBoolean();

  /**
   * @param store writes a batch, or throws UnavailableException and is given it again
   */
  public WrittenAnalytics(Meters meters, Consumer<List<RoomEvent>> store) {
    this.meters = meters;
    this.writer =
        new BatchWriter<>("analytics", store, () -> meters.count(Metric.ANALYTICS_DROPPED));
  }

  @Override
  public void note(RoomEvent event) {
    boolean taken = writer.offer(event);
    if (!taken) {
      meters.count(Metric.ANALYTICS_DROPPED);
    }
    if (full.getAndSet(!taken) == taken) {
      LOG.log(
          Level.WARNING, taken ? "analytics go on" : "analytics are dropped, the queue is full");
    }
  }

  /** The timer's call: writes what has come. */
  public void turn() {
    writer.turn();
  }
}
