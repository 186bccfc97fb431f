package org.holdline.platform.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the way to Redis when it is first needed and closes it with the application. */
@ApplicationScoped
public class RedisProducer {
  @Produces
  @Singleton
  Redis redis(
      @ConfigProperty(name = "holdline.redis.url", defaultValue = "redis://127.0.0.1:6379")
          URI url) {
    return new Redis(RedisSettings.of(url));
  }

  void close(@Disposes Redis redis) {
    redis.close();
  }
}
