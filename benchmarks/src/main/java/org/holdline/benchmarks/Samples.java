package org.holdline.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Measured values, in ascending order. */
final class Samples {
  private static final double NANOS_PER_MILLI = 1e6;

  private final double[] values;

  private Samples(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    this.values = values;
    Arrays.sort(values);
  }

  static Samples of(Collection<? extends Number> values) {
    return new Samples(values.stream().mapToDouble(Number::doubleValue).toArray());
  }

  static Samples ofNanos(Collection<Long> nanos) {
    return new Samples(nanos.stream().mapToDouble(each -> each / NANOS_PER_MILLI).toArray());
  }

  double median() {
    return quantile(0.5);
  }

  double quantile(double part) {
    return values[(int) Math.min(values.length - 1, Math.floor(part * values.length))];
  }

  int size() {
    return values.length;
  }

  /** With as many decimals as such a number deserves. */
  static String text(double value) {
    var decimals = value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, decimals, value);
  }
}
