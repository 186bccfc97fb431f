package org.holdline.benchmarks;

/** How long to measure. */
enum Effort {
  QUICK(20),
  FULL(1);

  private final int divisor;

  Effort(int divisor) {
    this.divisor = divisor;
  }

  /** So many as a full run does, or the part of it that a quick one does. */
  int of(int full) {
    return Math.max(3, full / divisor);
  }
}
