package org.holdline.benchmarks;

import java.util.ArrayList;

/** The floor of everything that is asked through a socket. */
final class RoundTrip {
  private static final int PINGS = 5;

  private RoundTrip() {}

  /** The median of a few pings, in nanoseconds. */
  static long of(RoomClient client) throws InterruptedException {
    var all = new ArrayList<Long>();
    for (int i = 0; i < PINGS; i++) {
      all.add(client.roundTrip());
    }
    return (long) Samples.of(all).median();
  }
}
