package org.holdline.limit.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.limit.control.CountedLimits;
import org.holdline.limit.control.LimitSettings;
import org.holdline.limit.control.Limits;
import org.holdline.platform.control.Meters;
import org.holdline.platform.redis.Redis;

/** Gives budgets their Redis form. */
@ApplicationScoped
public class RedisLimitsProducer {
  @Produces
  @Singleton
  LimitSettings settings(@ConfigProperty(name = "holdline.limits") Optional<String> changes) {
    return LimitSettings.parse(changes.orElse(""));
  }

  @Produces
  @Singleton
  Limits limits(Redis redis, LimitSettings settings, Clock clock, Meters meters) {
    return new CountedLimits(new RedisLimits(redis, settings, clock), meters);
  }
}
