package org.holdline.admin.control;

import java.util.List;

/** What this node stands on: {@code org.holdline:type=Stores}. */
public interface StoresMXBean {
  /** {@code healthy}, {@code degraded} when rooms go on, or {@code unhealthy}. */
  String getStatus();

  List<ComponentLine> getComponents();

  /** Of all masters of Redis together. */
  long getRedisMemoryBytes();

  /** That this node may have to Redis. */
  int getRedisConnectionsMax();

  int getRedisConnectionsFree();

  /**
   * One of them.
   *
   * @param vital whether rooms cannot go on without it
   * @param latencyMillis how long it took to answer
   */
  record ComponentLine(String name, boolean up, boolean vital, long latencyMillis) {}
}
