package org.holdline.replay.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.platform.control.Background;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.CanaryLog;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.PassingNews;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomLog;
import org.holdline.replay.control.RoomNews;
import org.holdline.replay.control.ServerSignals;

/** Gives the room log and its news their Redis form. */
@ApplicationScoped
public class RedisReplayProducer {
  @Produces
  @Singleton
  RoomLog log(Redis redis, ReplaySettings settings) {
    return new RedisRoomLog(redis, settings);
  }

  @Produces
  @Singleton
  PassingNews passingNews(Redis redis) {
    return new RedisPassingNews(redis);
  }

  @Produces
  @Singleton
  ServerSignals serverSignals(Redis redis, ReplaySettings settings) {
    return new RedisServerSignals(redis, settings);
  }

  @Produces
  @Singleton
  EphemeralPath ephemeralPath(Redis redis) {
    return new RedisEphemeralPath(redis);
  }

  @Produces
  @Singleton
  CanaryLog canaryLog(Redis redis, ReplaySettings settings) {
    return new RedisCanaryLog(redis, settings);
  }

  @Produces
  @Singleton
  RoomNews news(Redis redis, Background background) {
    return new RedisRoomNews(redis, background);
  }

  void close(@Disposes RoomNews news) {
    if (news instanceof RedisRoomNews own) {
      own.close();
    }
  }
}
