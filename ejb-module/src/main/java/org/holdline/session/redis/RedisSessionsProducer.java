package org.holdline.session.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.holdline.message.control.MessageCodec;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Purge;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.HistoryLedger;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.entity.MessageHistory;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.LiveRooms;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Bans;
import org.holdline.session.control.CountedSessions;
import org.holdline.session.control.DoorJudge;
import org.holdline.session.control.Evictions;
import org.holdline.session.control.KeptRules;
import org.holdline.session.control.RoomCensus;
import org.holdline.session.control.RulesStore;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.holdline.session.control.WaitingRoom;

/** Gives sessions their Redis form. */
@ApplicationScoped
public class RedisSessionsProducer {
  @Produces
  @Singleton
  RoomCensus census(Redis redis) {
    return new RedisRoomCensus(redis);
  }

  @Produces
  @Singleton
  Bans bans(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    return new RedisBans(redis, clock, replay, settings);
  }

  @Produces
  @Singleton
  LiveRooms liveRooms(
      Redis redis,
      Clock clock,
      ReplaySettings replay,
      SessionSettings settings,
      HistoryLedger history) {
    return new RedisLiveRooms(
        new SessionScript(redis, clock, replay, settings), room -> forget(redis, history, room));
  }

  private static void forget(Redis redis, HistoryLedger history, RoomId room) {
    var read = new RoomKeys(room).read();
    redis.call(read, jedis -> jedis.del(read));
    Purge.all(MessageHistory.DELETE_MAX, () -> history.forget(room));
  }

  @Produces
  @Singleton
  Evictions evictions(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    return new RedisEvictions(redis, clock, replay, settings);
  }

  @Produces
  @Singleton
  RulesStore rules(RedisRules stored, RoomLedger ledger, Background background) {
    var kept = new KeptRules(stored, ledger);
    background.every(BatchWriter.PAUSE, kept::turn);
    return kept;
  }

  @Produces
  @Singleton
  @Typed(RedisRules.class)
  RedisRules storedRules(
      Redis redis,
      Clock clock,
      ReplaySettings replay,
      SessionSettings settings,
      MessageCodec codec,
      RoomPolicy policy) {
    return new RedisRules(redis, clock, replay, settings, codec, policy);
  }

  @Produces
  @Singleton
  WaitingRoom waitingRoom(
      Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    return new RedisWaitingRoom(redis, clock, replay, settings);
  }

  @Produces
  @Singleton
  Sessions sessions(
      Redis redis,
      Clock clock,
      ReplaySettings replay,
      SessionSettings settings,
      DoorJudge judge,
      Meters meters) {
    return new CountedSessions(new RedisSessions(redis, clock, replay, settings, judge), meters);
  }
}
