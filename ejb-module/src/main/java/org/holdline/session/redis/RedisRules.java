package org.holdline.session.redis;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.replay.redis.RedisRoomLog;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.Decision;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RoomRules;
import org.holdline.room.control.RulesChange;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore;
import org.holdline.session.control.SessionSettings;
import org.holdline.text.Json;

/**
 * Rules as a hash beside the room's sessions. A change is read, decided and written only if nothing
 * has changed meanwhile, together with its announcements.
 */
public final class RedisRules implements RulesStore {
  private static final Script READ = SessionScript.of(RulesLua.NOW + "return room_now()\n");

  private static final Script COMMIT =
      SessionScript.of(
          """
          local ids, order = KEYS[12], KEYS[13]
          if a.session then
            local held = holds(k.state .. a.user, a.session, a.generation)
            if held == nil then return {'ended'} end
            if not held then return {'superseded'} end
            local known = a.id and redis.call('HGET', ids, a.id)
            if known and string.match(known, '^[%w_-]+ %d+$') then return {'double', known} end
          end
          if redis.call('HGET', k.rules, 'version') ~= a.version then return {'rules'} end
          local present = {}
          for _, user in ipairs(redis.call('HVALS', k.participants)) do present[user] = true end
          for _, user in ipairs(a.attendees) do
            if not present[user] then return {'rules'} end
          end

          if a.differs then
            redis.call('DEL', k.rules)
            redis.call('HSET', k.rules, 'version', a.version, unpack(a.fields))
            redis.call('PEXPIRE', k.rules, s.life)
            change_version()
            for user, role in pairs(a.roles) do
              redis.call('HSET', k.roles, user, role)
              if role == 'host' then redis.call('HSET', k.roles, '@host', user) end
            end
          end
          open(k, a.fresh, s)
          local log = begin(k, at)
          local packed = {}
          for i, each in ipairs(a.told) do
            packed[i] = table.concat({'d', each.type, '', '', each.to or '', '', '0', each.body}, '\\t')
            add(log, packed[i], true)
          end
          local position = log.epoch .. ' ' .. log.sequence
          if #packed > 0 then finish(log, s, table.concat(packed, '\\30'), '') end
          for _, record in ipairs(everybody()) do
            local entry, differs = a.entries[record.user_id] or {}, false
            for field, value in pairs(entry) do
              if record[field] ~= value then record[field], differs = value, true end
            end
            if differs then
              save(record)
              tell('participant-update', {participant = view(record)})
            end
          end
          if a.id then
            redis.call('HSET', ids, a.id, position)
            local over = redis.call('RPUSH', order, a.id) - a.ids_max
            if over > 0 then redis.call('HDEL', ids, unpack(redis.call('LPOP', order, over))) end
            redis.call('PEXPIRE', ids, a.ids_life)
            redis.call('PEXPIRE', order, a.ids_life)
          end
          return {'done', position, rules_version()}
          """);

  private final Redis redis;
  private final RoomIndex index;
  private final SessionScript runner;
  private final MessageCodec codec;
  private final RoomPolicy policy;
  private final Clock clock;

  public RedisRules(
      Redis redis,
      Clock clock,
      ReplaySettings replay,
      SessionSettings settings,
      MessageCodec codec,
      RoomPolicy policy) {
    this.redis = redis;
    this.index = new RoomIndex(redis);
    this.runner = new SessionScript(redis, clock, replay, settings);
    this.codec = codec;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public RoomNow read(RoomId room) {
    return Answers.now((List<?>) runner.run(READ, room, Json.createObjectBuilder()));
  }

  @Override
  public boolean isCurrent(RoomId room, RulesVersion version) {
    var key = new RoomKeys(room).rules();
    var now = redis.call(key, jedis -> Optional.ofNullable(jedis.hget(key, "version")));
    return now.map(RulesVersion::new).orElse(RulesVersion.NONE).equals(version);
  }

  @Override
  public Changed change(RoomId room, RulesChange change) {
    return whileTheyHold(
        room,
        before -> {
          var decision = change.decide(before);
          if (decision.isNothing(before)) {
            return new Changed(before, before);
          }
          lookWhenDue(room, decision);
          var answer = commit(room, arguments(room, before, decision), List.of());
          lookWhenDue(room, decision);
          var version = new RulesVersion(answer.get(2));
          return new Changed(before, new RoomNow(version, decision.rules(), before.attendees()));
        });
  }

  @Override
  public Appended change(Asked asked, RulesChange change) {
    var key = asked.by().key();
    var room = key.room();
    var ids = new RoomKeys(room).ids(key.user(), asked.clientId());
    return whileTheyHold(
        room,
        before -> {
          var arguments =
              arguments(room, before, change.decide(before))
                  .add("user", key.user().value())
                  .add("session", key.session().value())
                  .add("generation", Long.toString(asked.by().generation()))
                  .add("ids_life", RedisRoomLog.IDS_LIFE.toMillis())
                  .add("ids_max", RedisRoomLog.IDS_MAX);
          if (asked.id() != null) {
            arguments.add("id", asked.id());
          }
          var answer = commit(room, arguments, List.of(ids, ids + ":order"));
          var position = Objects.requireNonNull(Answers.position(answer.get(1)));
          return new Appended(position, answer.getFirst().equals("double"));
        });
  }

  /** What is done or was done before; anything else is thrown. */
  private List<String> commit(RoomId room, JsonObjectBuilder arguments, List<String> moreKeys) {
    var answer =
        ((List<?>) runner.runConfirmed(COMMIT, room, arguments, moreKeys))
            .stream().map(String::valueOf).toList();
    return switch (answer.getFirst()) {
      case "ended" -> throw SessionGoneException.ended();
      case "superseded" -> throw SessionGoneException.superseded();
      case "rules" -> throw new RulesChangedException();
      default -> answer;
    };
  }

  /**
   * The room is swept when its next breakout room ends. Said before the step, so that no node that
   * dies in between leaves it forgotten, and after, since a sweep in between has seen nothing.
   */
  private void lookWhenDue(RoomId room, Decision decision) {
    var end = decision.rules().breakouts().nextEnd();
    if (end != null) {
      index.due(room, Duration.between(clock.instant(), end).plusMillis(1));
    }
  }

  private JsonObjectBuilder arguments(RoomId room, RoomNow before, Decision decision) {
    var fields = Json.createArrayBuilder();
    RulesHash.write(decision.rules()).forEach((name, value) -> fields.add(name).add(value));
    var attendees = Json.createArrayBuilder();
    before.attendees().forEach(each -> attendees.add(each.user().value()));
    return Json.createObjectBuilder()
        .add("version", before.version().value())
        .add("differs", !decision.rules().equals(before.rules()))
        .add("fields", fields)
        .add("attendees", attendees)
        .add("roles", roles(before, decision.rules()))
        .add("told", told(room, decision))
        .add("entries", entries(before, decision.rules()));
  }

  private static JsonObjectBuilder roles(RoomNow before, RoomRules after) {
    var changed = Json.createObjectBuilder();
    for (var each : before.attendees()) {
      var role = after.roles().of(each.user());
      if (role != before.roleOf(each.user())) {
        changed.add(each.user().value(), role.wireName());
      }
    }
    return changed;
  }

  private JsonArrayBuilder told(RoomId room, Decision decision) {
    var told = Json.createArrayBuilder();
    var now = clock.instant();
    for (var each : decision.announcements()) {
      var notice = each.notice();
      var said =
          Json.createObjectBuilder()
              .add("type", notice.type().wireName())
              .add("body", codec.envelope(OutgoingEnvelope.ofServer(notice, room.value(), now)));
      if (each.to() != null) {
        said.add("to", each.to().value());
      }
      told.add(said);
    }
    return told;
  }

  /** What differs of the entries that the room sees. */
  private JsonObjectBuilder entries(RoomNow before, RoomRules after) {
    var entries = Json.createObjectBuilder();
    for (var each : before.attendees()) {
      var user = each.user();
      var entry = Json.createObjectBuilder();
      boolean up = after.hands().has(user);
      if (up != before.rules().hands().has(user)) {
        entry.add("hand_raised", up);
      }
      policy
          .silenced(before.rules(), after, user)
          .forEach(medium -> entry.add(medium.entryField(), false));
      entries.add(user.value(), entry);
    }
    return entries;
  }
}
