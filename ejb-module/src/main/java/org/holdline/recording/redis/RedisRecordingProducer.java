package org.holdline.recording.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.platform.control.NodeName;
import org.holdline.platform.redis.Redis;
import org.holdline.recording.control.RecordingLeases;

/** Gives the leases of recordings their Redis form. */
@ApplicationScoped
public class RedisRecordingProducer {
  @Produces
  @Singleton
  RecordingLeases leases(Redis redis, NodeName node) {
    return new RedisRecordingLeases(redis, node);
  }
}
