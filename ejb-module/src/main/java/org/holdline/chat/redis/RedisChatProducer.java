package org.holdline.chat.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.chat.control.ReadMarks;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.ReplaySettings;

/** Gives the marks of readers their Redis form. */
@ApplicationScoped
public class RedisChatProducer {
  @Produces
  @Singleton
  ReadMarks marks(Redis redis, ReplaySettings settings) {
    var history = settings.history();
    var log = settings.logLife();
    return new RedisReadMarks(redis, history.compareTo(log) > 0 ? history : log);
  }
}
