package org.holdline.platform.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Meters whose figures a test can read. */
public final class InMemoryMeters implements Meters {
  private record Series(Metric metric, List<String> labels) {}

  private final Map<Series, Long> counts = new ConcurrentHashMap<>();
  private final Map<Series, List<Long>> values = new ConcurrentHashMap<>();
  private final Map<Metric, LongSupplier> gauges = new ConcurrentHashMap<>();

  private static Series series(Metric metric, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
    }
    return new Series(metric, List.of(labels));
  }

  @Override
  public void add(Metric counter, long amount, String... labels) {
    counts.merge(series(counter, labels), amount, Long::sum);
  }

  @Override
  public void record(Metric histogram, long value, String... labels) {
    values
        .computeIfAbsent(series(histogram, labels), any -> new CopyOnWriteArrayList<>())
        .add(value);
  }

  @Override
  public void show(Metric gauge, LongSupplier value) {
    gauges.put(gauge, value);
  }

  public long counted(Metric counter, String... labels) {
    return counts.getOrDefault(series(counter, labels), 0L);
  }

  public List<Long> recorded(Metric histogram, String... labels) {
    return List.copyOf(values.getOrDefault(series(histogram, labels), List.of()));
  }

  public long shown(Metric gauge) {
    return gauges.getOrDefault(gauge, () -> 0L).getAsLong();
  }
}
