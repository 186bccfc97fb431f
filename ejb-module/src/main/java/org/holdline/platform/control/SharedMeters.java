package org.holdline.platform.control;

import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.holdline.problem.entity.UnavailableException;

/** Counts for this node, and keeps what is to be added up over all of them. Thread-safe. */
public final class SharedMeters implements Meters {
  private static final System.Logger LOG = System.getLogger(SharedMeters.class.getName());

  private final Meters own;
  private final Map<DayCount, LongAdder> waiting = new EnumMap<>(DayCount.class);

  public SharedMeters(Meters own) {
    this.own = own;
    for (var each : DayCount.values()) {
      waiting.put(each, new LongAdder());
    }
  }

  @Override
  public void add(Metric counter, long amount, String... labels) {
    own.add(counter, amount, labels);
    waiting.forEach((count, sum) -> {
      if (count.has(counter, labels)) {
        sum.add(amount);
      }
    });
  }

  @Override
  public void record(Metric histogram, long value, String... labels) {
    own.record(histogram, value, labels);
  }

  @Override
  public void show(Metric gauge, LongSupplier value) {
    own.show(gauge, value);
  }

  /** Hands over what has come together; kept when it is not taken. The timer's call. */
  public void handOver(DayCounts to) {
    var more = new EnumMap<DayCount, Long>(DayCount.class);
    waiting.forEach((count, sum) -> more.put(count, sum.sumThenReset()));
    more.values().removeIf(amount -> amount == 0);
    if (more.isEmpty()) {
      return;
    }
    try {
      to.add(more);
    } catch (UnavailableException e) {
      waiting.forEach((count, sum) -> sum.add(more.getOrDefault(count, 0L)));
      LOG.log(Level.DEBUG, LogEvent.of("counts not handed over").with("code", e.code()));
    }
  }
}
