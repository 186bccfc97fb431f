package org.holdline.platform.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.holdline.platform.control.DayCount;
import org.holdline.platform.control.DayCounts;

/** Counts in Redis: a hash for each day and one for each minute, gone soon after. */
public final class RedisDayCounts implements DayCounts {
  private static final Duration DAY_LIFE = Duration.ofDays(2);
  private static final Duration MINUTE_LIFE = Duration.ofMinutes(3);

  private static final Script ADD =
      Script.of(
          """
          for i, key in ipairs(KEYS) do
            for j = 3, #ARGV, 2 do redis.call('HINCRBY', key, ARGV[j], ARGV[j + 1]) end
            redis.call('EXPIRE', key, ARGV[i])
          end
          return 1
          """);

  private final Redis redis;
  private final Clock clock;

  public RedisDayCounts(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public void add(Map<DayCount, Long> more) {
    var now = clock.instant();
    var arguments = new ArrayList<>(List.of(seconds(DAY_LIFE), seconds(MINUTE_LIFE)));
    more.forEach((count, amount) -> {
      arguments.add(count.fieldName());
      arguments.add(amount.toString());
    });
    redis.eval(ADD, List.of(day(now), minute(now)), arguments);
  }

  private static String seconds(Duration life) {
    return Long.toString(life.toSeconds());
  }

  private static String day(Instant now) {
    return "webrtc:counts:{counts}:" + LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private static String minute(Instant now) {
    return "webrtc:counts:{counts}:" + now.truncatedTo(ChronoUnit.MINUTES);
  }

  @Override
  public Map<DayCount, Long> today() {
    return read(day(clock.instant()));
  }

  @Override
  public Map<DayCount, Long> lastMinute() {
    return read(minute(clock.instant().minus(1, ChronoUnit.MINUTES)));
  }

  private Map<DayCount, Long> read(String key) {
    var found = redis.call(key, jedis -> jedis.hgetAll(key));
    var counts = new EnumMap<DayCount, Long>(DayCount.class);
    for (var count : DayCount.values()) {
      counts.put(count, Long.valueOf(found.getOrDefault(count.fieldName(), "0")));
    }
    return counts;
  }
}
