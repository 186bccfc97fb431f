package org.holdline.platform.microprofile;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;

/**
 * Keeps the registry's objects at hand: looking one up there costs more than counting. Names carry
 * their unit and the metadata none, since the server converts a sum to seconds but not its
 * quantiles.
 */
final class MicroProfileMeters implements Meters {
  private final MetricRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Series, Histogram> histograms = new ConcurrentHashMap<>();

  private record Series(Metric metric, List<String> labels) {}

  /** What has no labels is shown from the beginning. */
  MicroProfileMeters(MetricRegistry registry) {
    this.registry = registry;
    for (var metric : Metric.values()) {
      if (metric.labels().isEmpty()) {
        begin(new Series(metric, List.of()));
      }
    }
  }

  private void begin(Series series) {
    switch (series.metric().kind()) {
      case COUNTER -> counter(series);
      case HISTOGRAM -> histogram(series);
      case GAUGE -> {} // registered by whoever knows its value
    }
  }

  @Override
  public void add(Metric counter, long amount, String... labels) {
    counter(new Series(counter, List.of(labels))).inc(amount);
  }

  private Counter counter(Series series) {
    return counters.computeIfAbsent(
        series, missing -> registry.counter(metadata(missing.metric()), tags(missing)));
  }

  @Override
  public void record(Metric histogram, long value, String... labels) {
    histogram(new Series(histogram, List.of(labels))).update(value);
  }

  private Histogram histogram(Series series) {
    return histograms.computeIfAbsent(
        series, missing -> registry.histogram(metadata(missing.metric()), tags(missing)));
  }

  @Override
  public void show(Metric gauge, LongSupplier value) {
    registry.gauge(metadata(gauge), value::getAsLong);
  }

  private static Metadata metadata(Metric metric) {
    return Metadata.builder()
        .withName(metric.registeredName())
        .withDescription(metric.meaning())
        .build();
  }

  private static Tag[] tags(Series series) {
    var names = series.metric().labels();
    var values = series.labels();
    if (names.size() != values.size()) {
      throw new IllegalArgumentException(series.metric() + " has the labels " + names);
    }
    var tags = new Tag[names.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = new Tag(names.get(i), values.get(i));
    }
    return tags;
  }
}
