package org.holdline.replay.redis;

import java.util.List;
import org.holdline.replay.control.ReplaySettings;

/**
 * What every script that appends shares: the step that takes a number, stores, trims, announces.
 */
public final class LogLua {
  /**
   * Defines {@code now()}, {@code open(k, fresh)} and {@code append(k, s, at, packed, durable)}.
   * {@code k} has the names {@code meta}, {@code buffer}, {@code channel} and, to open, {@code
   * participants} and {@code inbox}; {@code s} the four limits of {@link #limits}.
   */
  public static final String PRELUDE =
      """
      local function now()
        local time = redis.call('TIME')
        return time[1] * 1000 + math.floor(time[2] / 1000)
      end

      -- One log, one epoch: whoever finds none begins one, and what waits under old numbers is void.
      local function open(k, fresh)
        local epoch = redis.call('HGET', k.meta, 'epoch')
        if epoch then return epoch end
        redis.call('DEL', k.buffer)
        for _, session in ipairs(redis.call('HKEYS', k.participants)) do redis.call('DEL', k.inbox .. session) end
        redis.call('HSET', k.meta, 'epoch', fresh, 'sequence', 0, 'durable', 0, 'persisted', 0)
        return fresh
      end

      -- Oldest first, what is too many or too old goes; what the history lacks stays while it can.
      -- One entry is looked at after the other, since bodies may be large.
      local function trim(k, s, at, keep, persisted)
        local length = redis.call('XLEN', k.buffer)
        if length > s.max then
          redis.call('XTRIM', k.buffer, 'MAXLEN', '=', s.max)
          length = s.max
        end
        local from, cut = '-', nil
        for _ = 1, 16 do
          local entry = redis.call('XRANGE', k.buffer, from, '+', 'COUNT', 1)[1]
          if not entry then break end
          local sequence = tonumber(string.match(entry[1], '^%d+'))
          local expired = tonumber(entry[2][4]) < at - s.retention
          if sequence > persisted or not (length > keep or expired) then break end
          from, cut, length = '(' .. entry[1], sequence + 1, length - 1
        end
        if cut then redis.call('XTRIM', k.buffer, 'MINID', '=', cut .. '-0') end
      end

      local function keep_alive(k, s)
        redis.call('PEXPIRE', k.meta, s.life)
        redis.call('PEXPIRE', k.buffer, s.life)
      end

      -- Keeps as many as the last minute brought, within bounds.
      local function store(k, s, at, packed, meta)
        local sequence, previous = tonumber(meta[2]) + 1, meta[3]
        local minute = math.floor(at / 60000)
        local last, count, before = tonumber(meta[5] or 0), tonumber(meta[6] or 0), tonumber(meta[7] or 0)
        if last ~= minute then
          before = (last == minute - 1) and count or 0
          count = 0
        end
        count = count + 1
        redis.call('HSET', k.meta, 'sequence', sequence, 'durable', sequence,
          'minute', minute, 'count', count, 'before', before)
        redis.call('XADD', k.buffer, sequence .. '-0', 'p', previous, 'a', at, 'm', packed)
        trim(k, s, at, math.max(s.min, math.min(s.max, math.max(count, before))), tonumber(meta[4]))
        return sequence
      end

      local function append(k, s, at, packed, durable)
        local meta = redis.call('HMGET', k.meta, 'epoch', 'sequence', 'durable', 'persisted', 'minute', 'count', 'before')
        local sequence = durable and store(k, s, at, packed, meta) or redis.call('HINCRBY', k.meta, 'sequence', 1)
        keep_alive(k, s)
        redis.call('PUBLISH', k.channel, table.concat({meta[1], sequence, meta[3], packed}, '\\t'))
        return sequence
      end
      """;

  private LogLua() {}

  /**
   * The limits as script arguments, in the order min, max, retention, life.
   *
   * @param lifeMillis how long a log without any sign of life is kept
   */
  public static List<String> limits(ReplaySettings settings, long lifeMillis) {
    return List.of(
        Integer.toString(settings.bufferMin()),
        Integer.toString(settings.bufferMax()),
        Long.toString(settings.retention().toMillis()),
        Long.toString(lifeMillis));
  }
}
