package org.holdline.platform.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.DayCounts;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.Setting;
import org.holdline.platform.control.SharedClock;
import org.holdline.platform.control.StoreGauge;

/** Opens the way to Redis when it is first needed and closes it with the application. */
@ApplicationScoped
public class RedisProducer {
  @Produces
  @Singleton
  Redis redis(
      @ConfigProperty(name = "holdline.redis.url", defaultValue = "redis://127.0.0.1:6379")
          String url,
      @ConfigProperty(name = "holdline.redis.sentinel-password") Optional<String> sentinelPassword,
      @ConfigProperty(name = "holdline.redis.replicas-confirm", defaultValue = "0")
          String replicasConfirm,
      Meters meters) {
    return new Redis(
        RedisSettings.of(RedisAddress.parse(url))
            .withSentinelPassword(sentinelPassword.orElse(""))
            .withReplicasConfirm(Setting.whole("holdline.redis.replicas-confirm", replicasConfirm)),
        meters::count);
  }

  /** Time comes from here, so that tests can bring their own. */
  @Produces
  @Singleton
  Clock clock(Redis redis, Background background, Meters meters) {
    var clock = new SharedClock();
    var time = new RedisTime(redis, clock);
    time.turn();
    background.every(RedisTime.PAUSE, time::turn);
    meters.show(Metric.CLOCK_AHEAD_MILLISECONDS, () -> clock.ownAhead().toMillis());
    return clock;
  }

  @Produces
  @Singleton
  DayCounts counts(Redis redis, Clock clock) {
    return new RedisDayCounts(redis, clock);
  }

  @Produces
  @Singleton
  StoreGauge gauge(Redis redis) {
    return redis::gauge;
  }

  void close(@Disposes Redis redis) {
    redis.close();
  }
}
