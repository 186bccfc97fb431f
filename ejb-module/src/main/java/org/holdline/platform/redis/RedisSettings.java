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

  /** A call that fails waits twice: the pool replaces a broken connection at once. */
  private static final Duration ANSWER_MAX = Duration.ofMillis(1400);

  public RedisSettings {
    if (!"redis".equals(url.getScheme()) && !"rediss".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "holdline.redis.url must begin with redis:// or rediss://");
    }
  }

  /** The limits that the product runs with. */
  public static RedisSettings of(URI url) {
    return new RedisSettings(url, Duration.ofSeconds(1), ANSWER_MAX, CONNECTIONS_MAX);
  }

  @Override
  public String toString() {
    return "RedisSettings[" + url.getHost() + ":" + url.getPort() + "]";
  }
}
