package org.holdline.platform.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the way to Redis when it is first needed and closes it with the application. */
@ApplicationScoped
public class RedisProducer {
  @Produces
  @Singleton
  Redis redis(
      @ConfigProperty(name = "holdline.redis.url", defaultValue = "redis://127.0.0.1:6379")
          String url,
      @ConfigProperty(name = "holdline.redis.sentinel-password")
          Optional<String> sentinelPassword) {
    return new Redis(
        RedisSettings.of(RedisAddress.parse(url))
            .withSentinelPassword(sentinelPassword.orElse("")));
  }

  void close(@Disposes Redis redis) {
    redis.close();
  }
}
