package org.holdline.platform.redis;

import java.net.URI;
import java.time.Duration;

/**
 * How Redis is reached.
 *
 * @param url {@code redis://[user:password@]host:port[/database]}, {@code rediss} for TLS
 */
public record RedisSettings(URI url, Duration connectMax, Duration answerMax, int connectionsMax) {
  private static final int CONNECTIONS_MAX = 32;

  public RedisSettings {
    if (!"redis".equals(url.getScheme()) && !"rediss".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "holdline.redis.url must begin with redis:// or rediss://");
    }
  }

  /** The limits that the product runs with. */
  public static RedisSettings of(URI url) {
    return new RedisSettings(url, Duration.ofSeconds(1), Duration.ofSeconds(2), CONNECTIONS_MAX);
  }

  @Override
  public String toString() {
    return "RedisSettings[" + url.getHost() + ":" + url.getPort() + "]";
  }
}
