package org.holdline.platform.redis;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.holdline.platform.control.HealthComponent;
import redis.clients.jedis.RedisClient;

/** Whether Redis answers; without it nothing is accepted into a room. */
@Singleton
public class RedisHealth implements HealthComponent {
  private final Redis redis;

  @Inject
  public RedisHealth(Redis redis) {
    this.redis = redis;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public boolean isVital() {
    return true;
  }

  @Override
  public void check() {
    var answer = redis.call(RedisClient::ping);
    if (!"PONG".equals(answer)) {
      throw new IllegalStateException("unexpected answer to a ping");
    }
  }
}
