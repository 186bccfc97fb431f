package org.holdline.replay.redis;

import java.util.List;
import org.holdline.replay.control.ReplaySettings;

/**
 * What every script that appends shares: the step that takes a number, stores, trims, announces.
 */
public final class LogLua {
  /**
   * Defines {@code reign()} and {@code is_whole(written)}. A reign is a server's time as master;
   * its name is the replication id, which Redis changes at each start and each promotion. What a
   * log's head says of it is the reign that wrote last and whether that one kept what it
   * acknowledged.
   */
  static final String REIGN =
      """
      local present_reign = nil
      local function reign()
        present_reign = present_reign or string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)')
        return present_reign
      end

      -- After another reign some of what was acknowledged may be missing here, if it could be lost at all.
      local function is_whole(written)
        if not written then return false end
        local by, kept = string.match(written, '^(%w+) (%d)$')
        return kept == '1' or by == reign()
      end
      """;

  /**
   * Defines {@code now()}, {@code open(k, fresh, s)} and, to append, {@code begin(k, at)}, {@code
   * add(log, packed, durable)} for each message and, when there was one, {@code finish(log, s,
   * packed, taken)}, which announces what {@link PackedMessage#unpackNews} reads. {@code k} has the
   * names {@code meta}, {@code buffer}, {@code channel} and, to open, {@code participants} and
   * {@code inbox}; {@code s} the four limits of {@link #limits} and {@code kept}: 1 when whatever
   * is acknowledged now is certain to be kept, else 0.
   */
  public static final String PRELUDE =
      REIGN
          + """
          local function now()
            local time = redis.call('TIME')
            return time[1] * 1000 + math.floor(time[2] / 1000)
          end

          -- One log, one epoch: whoever finds none begins one, and what waits under old numbers is void.
          local function open(k, fresh, s)
            local known = redis.call('HMGET', k.meta, 'epoch', 'reign')
            if known[1] and is_whole(known[2]) then return known[1] end
            redis.call('DEL', k.meta, k.buffer)
            for _, session in ipairs(redis.call('HKEYS', k.participants)) do redis.call('DEL', k.inbox .. session) end
            redis.call('HSET', k.meta, 'epoch', fresh, 'sequence', 0, 'durable', 0, 'persisted', 0,
              'reign', reign() .. ' ' .. s.kept)
            return fresh
          end

          -- Nothing that the history lacks is dropped. With so many times the most of it, clients have to wait.
          local patience = 20

          local function lacking(log)
            return math.min(redis.call('XLEN', log.k.buffer), log.durable - log.persisted)
          end

          -- Oldest first, what is too many or too old goes. Ages are looked at one by one, since bodies may be large.
          local function trim(log, s, keep)
            local k, most = log.k, math.max(keep, math.min(lacking(log), 2 * patience * s.max))
            redis.call('XTRIM', k.buffer, 'MAXLEN', '=', most)
            local from, cut = '-', nil
            for _ = 1, 16 + log.kept do
              local entry = redis.call('XRANGE', k.buffer, from, '+', 'COUNT', 1)[1]
              local sequence = entry and tonumber(string.match(entry[1], '^%d+'))
              if not entry or sequence > log.persisted then break end
              if (tonumber(entry[2][4]) or 0) >= log.at - s.retention then break end
              from, cut = '(' .. entry[1], sequence + 1
            end
            if cut then redis.call('XTRIM', k.buffer, 'MINID', '=', cut .. '-0') end
          end

          -- The newest connection of a session holds it; a server that lagged behind may have forgotten it.
          local function holds(state, session, generation)
            local known, mine = tonumber(redis.call('HGET', state, session .. '|g') or nil), tonumber(generation)
            if not known then return nil end
            if known < mine then redis.call('HSET', state, session .. '|g', generation) end
            return known <= mine
          end

          -- A log without any sign of life goes, but not while the history lacks something of it.
          local function keep_alive(k, s)
            local mark = redis.call('HMGET', k.meta, 'durable', 'persisted')
            local life = mark[1] == mark[2] and s.life or math.max(s.life, 86400000)
            redis.call('PEXPIRE', k.meta, life)
            redis.call('PEXPIRE', k.buffer, life)
          end

          -- The former reign may have given numbers that nobody here knows of, to messages that were seen but not
          -- acknowledged; no reign gives so many that they reach the next one's.
          local reach = 1000000

          local function begin(k, at)
            local meta = redis.call('HMGET', k.meta, 'epoch', 'sequence', 'durable', 'persisted', 'minute', 'count', 'before', 'reign')
            if not is_whole(meta[8]) then return {} end
            if meta[8] and string.match(meta[8], '^%w+') ~= reign() then meta[2] = meta[2] + reach end
            return {k = k, at = at, epoch = meta[1], sequence = tonumber(meta[2]), durable = tonumber(meta[3]),
              persisted = tonumber(meta[4]), minute = tonumber(meta[5] or 0), count = tonumber(meta[6] or 0),
              before = tonumber(meta[7] or 0), kept = 0, moment = string.format('%.0f', at), previous = meta[3],
              begun = string.format('%.0f', meta[2]) .. '\\t' .. meta[3]}
          end

          -- The sequence as text: Lua takes long to write a number, so each is written once.
          local function add(log, packed, durable)
            log.sequence = log.sequence + 1
            local sequence = string.format('%d', log.sequence)
            if durable then
              redis.call('XADD', log.k.buffer, sequence .. '-0', 'p', log.previous, 'a', log.moment, 'm', packed)
              log.durable, log.previous, log.kept = log.sequence, sequence, log.kept + 1
            end
            return sequence
          end

          -- Keeps as many as the last minute brought, within bounds.
          local function make_room(log, s)
            local minute = math.floor(log.at / 60000)
            if log.minute ~= minute then
              log.before = (log.minute == minute - 1) and log.count or 0
              log.count = 0
            end
            log.count = log.count + log.kept
            redis.call('HSET', log.k.meta, 'minute', minute, 'count', log.count, 'before', log.before)
            trim(log, s, math.max(s.min, math.min(s.max, math.max(log.count, log.before))))
          end

          -- Numbers, limits, expiry and the announcement cost once, however many were added. 'packed' are all that
          -- might have been, one after the other; 'taken' has a letter for each, 'a' if it was, or is empty for all.
          local function finish(log, s, packed, taken)
            redis.call('HSET', log.k.meta, 'sequence', log.sequence, 'durable', log.durable,
              'reign', reign() .. ' ' .. s.kept)
            if log.kept > 0 then make_room(log, s) end
            keep_alive(log.k, s)
            redis.call('PUBLISH', log.k.channel, log.epoch .. '\\t' .. log.moment .. '\\t' .. log.begun .. '\\t' .. taken .. '\\30' .. packed)
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
