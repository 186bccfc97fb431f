package org.holdline.replay.redis;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.entity.RoomId;

/**
 * Bounds what a damaged entry in Redis can do. What fails over a room for no reason that we know of
 * is tried once more after the room's keys have been looked through: what cannot be read is
 * removed, and a log whose head or buffer is damaged is given up, so that the next one has another
 * epoch and everybody is told. Thread-safe.
 */
public final class RoomMending {
  private static final System.Logger LOG = System.getLogger(RoomMending.class.getName());

  private static final Script SCRIPT =
      Script.of(
          """
          local meta, buffer, participants, roles, states, inboxes, rules = unpack(KEYS, 1, 7)
          local mended, whole = {}, true
          local function note(what) mended[#mended + 1] = what end
          local function is_a(key, kind)
            local found = redis.call('TYPE', key).ok
            return found == 'none' or found == kind
          end
          local function keep_if(key, kind, what)
            if is_a(key, kind) then return true end
            redis.call('DEL', key)
            note(what)
            return false
          end

          local function is_record(text, session, user)
            local read, record = pcall(cjson.decode, text)
            return read and type(record) == 'table' and record.session_id == session and record.user_id == user
              and type(record.joined_ms) == 'number'
              and (record.connection_state == 'active' or type(record.suspended_ms) == 'number')
          end

          whole = keep_if(participants, 'hash', 'participants') and whole
          whole = keep_if(roles, 'hash', 'roles') and whole
          keep_if(rules, 'hash', 'rules')
          local present = redis.call('HGETALL', participants)
          for i = 1, #present, 2 do
            local session, user = present[i], present[i + 1]
            local state = states .. user
            keep_if(inboxes .. session, 'stream', 'inbox')
            if keep_if(state, 'hash', 'state') then
              local text = redis.call('HGET', state, session)
              local numbered = tonumber(redis.call('HGET', state, session .. '|g') or nil)
              if not text or not numbered or not is_record(text, session, user) then
                redis.call('HDEL', participants, session)
                for _, field in ipairs({'', '|g', '|l', '|v', '|c'}) do redis.call('HDEL', state, session .. field) end
                note('session')
              end
            end
          end

          whole = keep_if(meta, 'hash', 'head') and whole
          if redis.call('EXISTS', meta) == 1 then
            local fit = true
            local head = redis.call('HMGET', meta, 'sequence', 'durable', 'persisted', 'minute', 'count', 'before')
            for i = 1, 6 do
              local fits = head[i] and string.match(head[i], '^%d+$') or (i > 3 and not head[i])
              if not fits then fit = false end
            end
            local epoch = redis.call('HGET', meta, 'epoch')
            if not epoch or #epoch > 64 or string.find(epoch, '[^%w_-]') then fit = false end
            if not fit then note('head') end
            whole = whole and fit
            if is_a(buffer, 'stream') and redis.call('EXISTS', buffer) == 1 then
              local about = redis.call('XINFO', 'STREAM', buffer)
              for i = 1, #about, 2 do
                if about[i] == 'last-generated-id' then
                  local last = tonumber(string.match(about[i + 1], '^%d+'))
                  if last > (tonumber(head[1]) or 0) then
                    whole = false
                    note('buffer')
                  end
                end
              end
            end
          end
          whole = keep_if(buffer, 'stream', 'buffer') and whole
          if not whole then
            redis.call('DEL', meta, buffer)
            for i = 1, #present, 2 do redis.call('DEL', inboxes .. present[i]) end
          end

          if KEYS[8] then
            local fits = keep_if(KEYS[8], 'hash', 'ids')
            if not (keep_if(KEYS[9], 'list', 'ids') and fits) then redis.call('DEL', KEYS[8], KEYS[9]) end
          end
          return mended
          """);

  private final Redis redis;

  public RoomMending(Redis redis) {
    this.redis = redis;
  }

  /** Does what may fail over damage, at most twice. */
  public <T> T guard(RoomId room, Supplier<T> work) {
    return guard(room, List.of(), work);
  }

  /**
   * Does what may fail over damage, at most twice.
   *
   * @param ids the keys in which a client's message ids are kept, if they are used
   */
  <T> T guard(RoomId room, List<String> ids, Supplier<T> work) {
    try {
      return work.get();
    } catch (ProblemException | RulesChangedException e) {
      throw e;
    } catch (RuntimeException e) {
      mend(room, ids, e); // perhaps in vain: somebody else may just have done it
      return work.get();
    }
  }

  private void mend(RoomId room, List<String> ids, RuntimeException cause) {
    var names = new RoomKeys(room);
    var keys =
        new ArrayList<>(
            List.of(
                names.meta(),
                names.buffer(),
                names.participants(),
                names.roles(),
                names.statePrefix(),
                names.inboxPrefix(),
                names.rules()));
    keys.addAll(ids);
    var mended = (List<?>) redis.eval(SCRIPT, keys, List.of());
    if (!mended.isEmpty()) {
      redis.noteMended();
      LOG.log(
          Level.ERROR,
          LogEvent.of("room mended").with("room", room).with("parts", mended).with("cause", cause));
    }
  }
}
