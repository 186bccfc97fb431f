package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.health.control.HealthMonitor;
import org.holdline.platform.control.StoreGauge;
import org.holdline.text.Words;

/** Shows how the stores are. */
@Dependent
public class StoresDesk implements StoresMXBean {
  private final HealthMonitor health;
  private final StoreGauge redis;

  @Inject
  public StoresDesk(HealthMonitor health, StoreGauge redis) {
    this.health = health;
    this.redis = redis;
  }

  @Override
  public String getStatus() {
    return Words.of(health.report().status());
  }

  @Override
  public List<ComponentLine> getComponents() {
    return health.report().components().stream()
        .map(each -> new ComponentLine(each.name(), each.isUp(), each.isVital(), each.latencyMs()))
        .toList();
  }

  @Override
  public long getRedisMemoryBytes() {
    return Plainly.say(() -> redis.read().memoryBytes());
  }

  @Override
  public int getRedisConnectionsMax() {
    return Plainly.say(() -> redis.read().connectionsMax());
  }

  @Override
  public int getRedisConnectionsFree() {
    return Plainly.say(() -> redis.read().connectionsFree());
  }
}
