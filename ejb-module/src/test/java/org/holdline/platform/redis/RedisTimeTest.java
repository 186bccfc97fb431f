package org.holdline.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.holdline.platform.control.SharedClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes whose own clocks are an hour wrong agree on the time. */
class RedisTimeTest {
  @ParameterizedTest
  @ValueSource(ints = {-3600, 0, 3600})
  void aNodeWhoseClockIsWrongLearnsTheTime(int aheadSeconds) {
    InstantSource own = () -> InstantSource.system().instant().plusSeconds(aheadSeconds);
    var clock = new SharedClock(own, System::nanoTime);
    new RedisTime(TestRedis.shared().redis(), clock).turn();
    assertThat(clock.instant())
        .isCloseTo(InstantSource.system().instant(), within(60, ChronoUnit.SECONDS));
    assertThat(clock.ownAhead().toSeconds() - aheadSeconds).isBetween(-60L, 60L);
  }
}
