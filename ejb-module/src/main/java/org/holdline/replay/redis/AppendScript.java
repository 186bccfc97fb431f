package org.holdline.replay.redis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.entity.RoomId;

/**
 * Appends one client's message: refuse an older connection, a double, an absent target; next
 * sequence, store, trim, expire, announce; all or nothing.
 */
final class AppendScript {
  private static final String LUA =
      LogLua.PRELUDE
          + """
          local k = {meta = KEYS[1], buffer = KEYS[2], channel = KEYS[8]}
          local ids, order, state, participants, inbox = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
          local s = {min = tonumber(ARGV[1]), max = tonumber(ARGV[2]), retention = tonumber(ARGV[3]), life = ARGV[4]}
          local session, generation, id, durable, packed = ARGV[5], ARGV[6], ARGV[7], ARGV[8] == 'd', ARGV[9]
          local target, target_session, patch = ARGV[10], ARGV[11], ARGV[12]
          local ids_life, ids_max, inbox_life, inbox_max = ARGV[13], tonumber(ARGV[14]), ARGV[15], ARGV[16]

          local attached = redis.call('HGET', state, session .. '|g')
          if not attached then return {'ended'} end
          if attached ~= generation then return {'superseded'} end
          local epoch = redis.call('HGET', k.meta, 'epoch')
          if not epoch then return {'ended'} end

          if id ~= '' then
            local first = redis.call('HGET', ids, id)
            if first then
              local e, sequence = string.match(first, '^(.*) (%d+)$')
              return {'duplicate', e, sequence}
            end
          end

          local addressed = target ~= '' or target_session ~= ''
          local inboxes = {}
          if addressed or not durable then
            local present = redis.call('HGETALL', participants)
            for i = 1, #present, 2 do
              local matches = present[i] ~= session
              if target_session ~= '' then matches = matches and present[i] == target_session end
              if target ~= '' then matches = matches and present[i + 1] == target end
              if matches then inboxes[#inboxes + 1] = present[i] end
            end
            if addressed and #inboxes == 0 then return {'absent'} end
          end

          local at = now()
          local sequence = append(k, s, at, packed, durable)
          if not durable then
            for _, other in ipairs(inboxes) do
              redis.call('XADD', inbox .. other, 'MAXLEN', inbox_max, sequence .. '-0', 'a', at, 'm', packed)
              redis.call('PEXPIRE', inbox .. other, inbox_life)
            end
          end
          if patch ~= '' then
            local record = cjson.decode(redis.call('HGET', state, session))
            for field, value in pairs(cjson.decode(patch)) do record[field] = value end
            redis.call('HSET', state, session, cjson.encode(record))
          end
          if id ~= '' then
            redis.call('HSET', ids, id, epoch .. ' ' .. sequence)
            if redis.call('RPUSH', order, id) > ids_max then
              redis.call('HDEL', ids, redis.call('LPOP', order))
            end
            redis.call('PEXPIRE', ids, ids_life)
            redis.call('PEXPIRE', order, ids_life)
          end
          return {'appended', epoch, tostring(sequence)}
          """;
  private static final Script SCRIPT = Script.of(LUA);
  private static final String IDS_LIFE_MILLIS = Long.toString(24 * 3_600_000L);
  private static final String IDS_MAX = "1024";
  private static final String INBOX_MAX = "512";

  private final Redis redis;
  private final ReplaySettings settings;
  private final Clock clock;
  private final List<String> limits;

  AppendScript(Redis redis, ReplaySettings settings, Clock clock, List<String> limits) {
    this.redis = redis;
    this.settings = settings;
    this.clock = clock;
    this.limits = limits;
  }

  Appended execute(RoomId room, Draft draft) {
    var routing = draft.entry().routing();
    var sender = Objects.requireNonNull(routing.sender(), "a draft has a sender");
    var keys = new RoomKeys(room);
    var ids = keys.ids(sender, draft.clientId());
    var packed =
        PackedMessage.pack(routing, clock.instant(), draft.entry().body(), settings.compressOver());
    var arguments = new ArrayList<>(limits);
    arguments.addAll(
        List.of(
            draft.session().value(),
            Long.toString(draft.generation()),
            Objects.requireNonNullElse(draft.id(), ""),
            routing.durable() ? "d" : "s",
            packed,
            Objects.toString(routing.target(), ""),
            Objects.toString(routing.targetSession(), ""),
            Objects.requireNonNullElse(draft.statePatch(), ""),
            IDS_LIFE_MILLIS,
            IDS_MAX,
            Long.toString(RedisRoomLog.INBOX_LIFE.toMillis()),
            INBOX_MAX));
    var answer =
        redis.eval(
            SCRIPT,
            List.of(
                keys.meta(),
                keys.buffer(),
                ids,
                ids + ":order",
                keys.state(sender),
                keys.participants(),
                keys.inboxPrefix(),
                keys.channel()),
            arguments);
    return read((List<?>) answer);
  }

  private static Appended read(List<?> answer) {
    return switch (String.valueOf(answer.get(0))) {
      case "appended" -> new Appended(position(answer), false);
      case "duplicate" -> new Appended(position(answer), true);
      case "superseded" -> throw SessionGoneException.superseded();
      case "absent" ->
          throw new ProblemException(
              ProblemException.Kind.NOT_FOUND,
              "user_not_found",
              "The addressed participant is not in the room",
              Map.of());
      default -> throw SessionGoneException.ended();
    };
  }

  private static LogPosition position(List<?> answer) {
    return new LogPosition(
        new Epoch(String.valueOf(answer.get(1))), Long.parseLong(String.valueOf(answer.get(2))));
  }
}
