package org.holdline.platform.control;

import java.util.function.LongSupplier;

/**
 * Where what happens is counted and measured, for whoever watches this node. Values of labels are
 * given in the order of {@link Metric#labels}. Thread-safe; never blocks.
 */
public interface Meters {
  /** One more. */
  default void count(Metric counter, String... labels) {
    add(counter, 1, labels);
  }

  void add(Metric counter, long amount, String... labels);

  /** One value of a distribution. */
  void record(Metric histogram, long value, String... labels);

  /** Shows what it is answered when somebody looks; called once for each gauge. */
  void show(Metric gauge, LongSupplier value);
}
