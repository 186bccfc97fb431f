package org.holdline.replay.redis;

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
          local known = redis.call('HMGET', KEYS[1], 'epoch', 'persisted')
          if known[1] ~= ARGV[1] then return '-1' end
          local persisted = tonumber(known[2] or 0)
          local from, to = tonumber(ARGV[2]), tonumber(ARGV[3])
          if from <= persisted and to > persisted then
            redis.call('HSET', KEYS[1], 'persisted', to)
            persisted = to
          end
          return tostring(persisted)
          """);

  private final Redis redis;

  PersistedScript(Redis redis) {
    this.redis = redis;
  }

  long execute(RoomId room, long afterSequence, LogPosition to) {
    var arguments =
        List.of(to.epoch().value(), Long.toString(afterSequence), Long.toString(to.sequence()));
    var answer = redis.eval(SCRIPT, List.of(new RoomKeys(room).meta()), arguments);
    long persisted = Long.parseLong(String.valueOf(answer));
    return persisted < 0 ? to.sequence() : persisted;
  }
}
