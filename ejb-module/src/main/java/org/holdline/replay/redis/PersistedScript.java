package org.holdline.replay.redis;

import java.time.Duration;
import java.util.List;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.RoomId;

/** Moves the mark up to which the history is complete; only an unbroken run moves it. */
final class PersistedScript {
  private static final Script SCRIPT =
      Script.of(
          """
          local known = redis.call('HMGET', KEYS[1], 'epoch', 'persisted', 'durable')
          if known[1] ~= ARGV[1] then return '-1' end
          local persisted = tonumber(known[2] or 0)
          local from, to = tonumber(ARGV[2]), tonumber(ARGV[3])
          if from <= persisted and to > persisted then
            redis.call('HSET', KEYS[1], 'persisted', to)
            persisted = to
            if tostring(known[3]) == ARGV[3] then
              redis.call('PEXPIRE', KEYS[1], ARGV[4])
              redis.call('PEXPIRE', KEYS[2], ARGV[4])
            end
          end
          return tostring(persisted)
          """);

  private final Redis redis;
  private final String life;

  /**
   * @param life how long a log that the history has whole is kept without any sign of life
   */
  PersistedScript(Redis redis, Duration life) {
    this.redis = redis;
    this.life = Long.toString(life.toMillis());
  }

  long execute(RoomId room, long afterSequence, LogPosition to) {
    var arguments =
        List.of(
            to.epoch().value(), Long.toString(afterSequence), Long.toString(to.sequence()), life);
    var keys = new RoomKeys(room);
    var answer = redis.eval(SCRIPT, List.of(keys.meta(), keys.buffer()), arguments);
    long persisted = Long.parseLong(String.valueOf(answer));
    return persisted < 0 ? to.sequence() : persisted;
  }
}
