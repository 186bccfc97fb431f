package org.holdline.replay.redis;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/**
 * Appends what one connection brings, in order: refuse an older connection; for each message refuse
 * a double or an absent target, next sequence, store; trim, expire, announce; all or nothing.
 */
final class AppendScript {
  private static final String LUA =
      LogLua.PRELUDE
          + """
          local k = {meta = KEYS[1], buffer = KEYS[2], channel = KEYS[8]}
          local ids, order, state, participants, inbox = KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
          local s = {min = tonumber(ARGV[1]), max = tonumber(ARGV[2]), retention = tonumber(ARGV[3]), life = ARGV[4],
            kept = ARGV[5]}
          local session, generation = ARGV[6], ARGV[7]
          local ids_life, ids_max, inbox_life, inbox_max = ARGV[8], tonumber(ARGV[9]), ARGV[10], ARGV[11]
          local rules, judged_by, all = KEYS[9], ARGV[12], ARGV[13]

          local held = holds(state, session, generation)
          if held == nil then return {'ended'} end
          if not held then return {'superseded'} end
          if judged_by ~= '*' and redis.call('HGET', rules, 'version') ~= judged_by then return {'rules'} end
          local log = begin(k, now())
          if not log.epoch then return {'ended'} end

          local drafts, names, from = {}, {}, 1
          for i = 14, #ARGV, 4 do
            local stop = string.find(all, '\\30', from, true) or #all + 1
            local packed = string.sub(all, from, stop - 1)
            local draft = {id = ARGV[i], durable = string.sub(packed, 1, 1) == 'd', packed = packed,
              target = ARGV[i + 1], target_session = ARGV[i + 2], patch = ARGV[i + 3]}
            drafts[#drafts + 1], from = draft, stop + 1
            if draft.id ~= '' then names[#names + 1] = draft.id end
          end
          if lacking(log) + #drafts > patience * s.max then return {'behind'} end
          local known = {}
          if #names > 0 then
            for i, position in ipairs(redis.call('HMGET', ids, unpack(names))) do
              known[names[i]] = position and string.match(position, '^[%w_-]+ %d+$')
            end
          end

          -- The recorder has no session of its own.
          local function everybody_there()
            local there = redis.call('HGETALL', participants)
            local recorder, user = string.match(redis.call('HGET', rules, 'recorder') or '', '^(%S+) (.+)$')
            if recorder then there[#there + 1], there[#there + 2] = recorder, user end
            return there
          end

          local present = nil
          local function reached(draft)
            present = present or everybody_there()
            local found = {}
            for i = 1, #present, 2 do
              local matches = present[i] ~= session
              if draft.target_session ~= '' then matches = matches and present[i] == draft.target_session end
              if draft.target ~= '' then matches = matches and present[i + 1] == draft.target end
              if matches then found[#found + 1] = present[i] end
            end
            return found
          end

          local function wait_for(inboxes, sequence, packed)
            for _, other in ipairs(inboxes) do
              redis.call('XADD', inbox .. other, 'MAXLEN', inbox_max, sequence .. '-0', 'a', log.moment, 'm', packed)
              redis.call('PEXPIRE', inbox .. other, inbox_life)
            end
          end

          local record = nil
          local function change(patch)
            record = record or cjson.decode(redis.call('HGET', state, session))
            for field, value in pairs(cjson.decode(patch)) do record[field] = value end
          end

          local fresh = {}
          local function take(draft)
            if known[draft.id] then return 'd' .. known[draft.id] end
            local addressed = draft.target ~= '' or draft.target_session ~= ''
            local inboxes = (addressed or not draft.durable) and reached(draft) or {}
            if addressed and #inboxes == 0 then return 'unreached' end
            local sequence = add(log, draft.packed, draft.durable)
            if not draft.durable then wait_for(inboxes, sequence, draft.packed) end
            if draft.patch ~= '' then change(draft.patch) end
            local position = log.epoch .. ' ' .. sequence
            if draft.id ~= '' then
              known[draft.id] = position
              fresh[#fresh + 1] = draft.id
            end
            return 'a' .. position
          end

          local answers, taken, added = {}, {}, 0
          for i, draft in ipairs(drafts) do
            answers[i] = take(draft)
            taken[i] = string.sub(answers[i], 1, 1)
            if taken[i] == 'a' then added = added + 1 end
          end
          if added > 0 then finish(log, s, all, added < #drafts and table.concat(taken) or '') end
          if record then redis.call('HSET', state, session, cjson.encode(record)) end
          if #fresh > 0 then
            local pairs_of = {}
            for i, id in ipairs(fresh) do pairs_of[2 * i - 1], pairs_of[2 * i] = id, known[id] end
            redis.call('HSET', ids, unpack(pairs_of))
            local over = redis.call('RPUSH', order, unpack(fresh)) - ids_max
            if over > 0 then redis.call('HDEL', ids, unpack(redis.call('LPOP', order, over))) end
          end
          -- For a double too: replicas confirm what was written. Last, since it would pass the memory limit.
          if #names > 0 then
            redis.call('PEXPIRE', ids, ids_life)
            redis.call('PEXPIRE', order, ids_life)
          end
          return {'taken', answers}
          """;
  private static final Script SCRIPT = Script.of(LUA);
  private static final String INBOX_MAX = "512";

  private final Redis redis;
  private final ReplaySettings settings;
  private final List<String> limits;

  AppendScript(Redis redis, ReplaySettings settings, List<String> limits) {
    this.redis = redis;
    this.settings = settings;
    this.limits = limits;
  }

  List<Outcome> execute(RoomId room, List<Draft> drafts, RulesVersion judgedBy) {
    var first = drafts.getFirst();
    var sender = senderOf(first);
    var keys = new RoomKeys(room);
    var ids = ids(room, drafts);
    var arguments = new ArrayList<>(limits);
    arguments.addAll(
        List.of(
            redis.isWhole(keys.meta()) ? "1" : "0",
            first.session().value(),
            Long.toString(first.generation()),
            Long.toString(RedisRoomLog.IDS_LIFE.toMillis()),
            Integer.toString(RedisRoomLog.IDS_MAX),
            Long.toString(RedisRoomLog.INBOX_LIFE.toMillis()),
            INBOX_MAX,
            judgedBy.value()));
    arguments.add(drafts.stream().map(this::packed).collect(joining(PackedMessage.SEPARATOR)));
    drafts.forEach(draft -> arguments.addAll(arguments(draft)));
    var answer =
        redis.evalConfirmed(
            SCRIPT,
            List.of(
                keys.meta(),
                keys.buffer(),
                ids.getFirst(),
                ids.getLast(),
                keys.state(sender),
                keys.participants(),
                keys.inboxPrefix(),
                keys.channel(),
                keys.rules()),
            arguments);
    return read((List<?>) answer);
  }

  /** Where the ids of these drafts' client are kept. */
  static List<String> ids(RoomId room, List<Draft> drafts) {
    var first = drafts.getFirst();
    var ids = new RoomKeys(room).ids(senderOf(first), first.clientId());
    return List.of(ids, ids + ":order");
  }

  private static UserId senderOf(Draft draft) {
    return Objects.requireNonNull(draft.entry().routing().sender(), "a draft has a sender");
  }

  private String packed(Draft draft) {
    var entry = draft.entry();
    return PackedMessage.pack(entry.routing(), entry.body(), settings.compressOver());
  }

  private static List<String> arguments(Draft draft) {
    var routing = draft.entry().routing();
    return List.of(
        Objects.requireNonNullElse(draft.id(), ""),
        Objects.toString(routing.target(), ""),
        Objects.toString(routing.targetSession(), ""),
        Objects.requireNonNullElse(draft.statePatch(), ""));
  }

  private static List<Outcome> read(List<?> answer) {
    return switch (String.valueOf(answer.get(0))) {
      case "taken" ->
          ((List<?>) answer.get(1)).stream().map(each -> outcome(String.valueOf(each))).toList();
      case "rules" -> throw new RulesChangedException();
      case "behind" ->
          throw new UnavailableException("history_behind", "The history is too far behind");
      case "superseded" -> throw SessionGoneException.superseded();
      default -> throw SessionGoneException.ended();
    };
  }

  /** {@code a} or {@code d} for a double, then epoch and sequence; or {@code unreached}. */
  private static Outcome outcome(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return new Outcome.TargetAbsent();
    }
    var position =
        new LogPosition(
            new Epoch(text.substring(1, space)), Long.parseLong(text.substring(space + 1)));
    return new Appended(position, text.charAt(0) == 'd');
  }
}
