package org.holdline.replay.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.ServerSignals;
import org.holdline.room.entity.RoomId;

/** Appends signaling for sessions that no session brings. */
public final class RedisServerSignals implements ServerSignals {
  private static final Script SCRIPT =
      Script.of(
          LogLua.PRELUDE
              + """
              local k = {meta = KEYS[1], buffer = KEYS[2], channel = KEYS[5]}
              local participants, inbox = KEYS[3], KEYS[4]
              local s = {min = tonumber(ARGV[1]), max = tonumber(ARGV[2]), retention = tonumber(ARGV[3]), life = ARGV[4],
                kept = ARGV[5]}
              local log = begin(k, now())
              if not log.epoch then return 0 end
              local added = {}
              for i = 7, #ARGV, 2 do
                if redis.call('HEXISTS', participants, ARGV[i]) == 1 then
                  local sequence = add(log, ARGV[i + 1], false)
                  redis.call('XADD', inbox .. ARGV[i], sequence .. '-0', 'a', log.moment, 'm', ARGV[i + 1])
                  redis.call('PEXPIRE', inbox .. ARGV[i], ARGV[6])
                  added[#added + 1] = ARGV[i + 1]
                end
              end
              if #added > 0 then finish(log, s, table.concat(added, '\\30'), '') end
              return #added
              """);

  private final Redis redis;
  private final ReplaySettings settings;

  public RedisServerSignals(Redis redis, ReplaySettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  @Override
  public void send(RoomId room, List<Draft.Entry> entries) {
    var keys = new RoomKeys(room);
    var arguments = new ArrayList<>(LogLua.limits(settings, settings.logLife().toMillis()));
    arguments.add(redis.isWhole(keys.meta()) ? "1" : "0");
    arguments.add(Long.toString(RedisRoomLog.INBOX_LIFE.toMillis()));
    for (var entry : entries) {
      arguments.add(Objects.requireNonNull(entry.routing().targetSession()).value());
      arguments.add(PackedMessage.pack(entry.routing(), entry.body(), settings.compressOver()));
    }
    redis.eval(
        SCRIPT,
        List.of(
            keys.meta(), keys.buffer(), keys.participants(), keys.inboxPrefix(), keys.channel()),
        arguments);
  }
}
