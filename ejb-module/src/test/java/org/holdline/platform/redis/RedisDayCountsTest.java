package org.holdline.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.holdline.platform.control.DayCount;
import org.holdline.platform.control.DayCounts;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.SharedMeters;
import org.holdline.problem.entity.UnavailableException;
import org.junit.jupiter.api.Test;

class RedisDayCountsTest {
  private static final Instant LATE = Instant.parse("2031-05-17T23:58:30Z");

  private static DayCounts at(Instant moment) {
    return new RedisDayCounts(TestRedis.shared().redis(), Clock.fixed(moment, ZoneOffset.UTC));
  }

  @Test
  void whatNodesHandOverIsAddedUpForTheDayAndForTheMinuteAndGoesByItself() {
    at(LATE).add(Map.of(DayCount.MESSAGES, 5L, DayCount.ERRORS, 1L));
    at(LATE.plusSeconds(20)).add(Map.of(DayCount.MESSAGES, 2L));
    at(LATE.plusSeconds(40)).add(Map.of(DayCount.MESSAGES, 100L));
    assertThat(at(LATE.plusSeconds(60)).today())
        .containsEntry(DayCount.MESSAGES, 107L)
        .containsEntry(DayCount.ERRORS, 1L)
        .containsEntry(DayCount.ROOMS, 0L);
    assertThat(at(LATE.plusSeconds(60)).lastMinute())
        .containsEntry(DayCount.MESSAGES, 7L)
        .containsEntry(DayCount.ERRORS, 1L);
    assertThat(at(LATE.plusSeconds(120)).today()).containsEntry(DayCount.MESSAGES, 0L);
    assertThat(at(LATE.plusSeconds(120)).lastMinute()).containsEntry(DayCount.MESSAGES, 100L);
    try (var jedis = TestRedis.shared().jedis()) {
      assertThat(jedis.keys("webrtc:counts:{counts}:2031-*"))
          .isNotEmpty()
          .allSatisfy(
              key -> assertThat(jedis.ttl(key)).isBetween(1L, Duration.ofDays(2).toSeconds()));
    }
  }

  @Test
  void whatCannotBeHandedOverIsKeptForTheNextTime() {
    var meters = new SharedMeters(new InMemoryMeters());
    meters.count(Metric.SESSIONS, "begun");
    meters.count(Metric.SESSIONS, "suspended");
    meters.add(Metric.MESSAGES_ACCEPTED, 3, "durable");
    try (var own = TestRedis.withoutPersistence()) {
      var counts = new RedisDayCounts(own.redis(), Clock.fixed(LATE, ZoneOffset.UTC));
      meters.handOver(new Unreachable());
      meters.count(Metric.SESSIONS, "resumed");
      meters.handOver(counts);
      meters.handOver(counts);
      assertThat(counts.today())
          .containsEntry(DayCount.CONNECTIONS, 2L)
          .containsEntry(DayCount.MESSAGES, 3L);
    }
  }

  /** Like a Redis that is away. */
  private static final class Unreachable implements DayCounts {
    private static UnavailableException away() {
      return new UnavailableException("redis_unavailable", "The message store is out of reach");
    }

    @Override
    public void add(Map<DayCount, Long> more) {
      throw away();
    }

    @Override
    public Map<DayCount, Long> today() {
      throw away();
    }

    @Override
    public Map<DayCount, Long> lastMinute() {
      throw away();
    }
  }

  @Test
  void theMemoryOfRedisAndTheConnectionsToItAreShown() {
    var redis = TestRedis.shared().redis();
    redis.ping();
    var seen = redis.gauge();
    assertThat(seen.memoryBytes()).isBetween(100_000L, 1L << 34);
    assertThat(seen.connectionsMax()).isPositive();
    assertThat(seen.connectionsFree()).isBetween(1, seen.connectionsMax());
  }
}
