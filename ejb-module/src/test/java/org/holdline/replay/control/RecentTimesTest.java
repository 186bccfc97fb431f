package org.holdline.replay.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentTimesTest {
  private final RecentTimes times = new RecentTimes(100);

  @Test
  void ofNothingThereIsNoSpread() {
    assertThat(times.spread()).isEmpty();
  }

  @Test
  void aSingleTimeIsAllOfIt() {
    times.add(7);
    assertThat(times.spread()).contains(new Latency(7, 7, 7));
  }

  @Test
  void onlyTheNewestCount() {
    times.add(1_000_000);
    LongStream.rangeClosed(1, 100).forEach(each -> times.add(101 - each));
    assertThat(times.spread()).contains(new Latency(50.5, 95, 99));
  }
}
