package org.holdline.platform.redis;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.holdline.platform.control.HealthComponent;

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
    redis.ping();
  }
}
