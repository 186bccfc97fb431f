package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.redis.LogLua;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.replay.redis.RoomMending;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.SessionSettings;
import redis.clients.jedis.exceptions.JedisDataException;

/** Runs a session script: the room's keys, the log's limits, and one JSON object of arguments. */
final class SessionScript {
  private static final System.Logger LOG = System.getLogger(SessionScript.class.getName());
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Redis redis;
  private final Clock clock;
  private final List<String> limits;
  private final RoomMending mending;

  SessionScript(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    this.redis = redis;
    this.clock = clock;
    this.mending = new RoomMending(redis);
    var life = replay.logLife().plus(settings.grace()).plus(settings.lease());
    this.limits = LogLua.limits(replay, life.toMillis());
  }

  static Script of(String lua) {
    return Script.of(SessionLua.PRELUDE + lua);
  }

  /** For {@link #runJudged}. */
  static Script ofJudged(String lua) {
    return of("if is_misjudged() then return 'rules' end\n" + lua);
  }

  /**
   * Does what was judged by rules of the room.
   *
   * @throws RulesChangedException when other rules hold
   */
  Object runJudged(Script script, RoomId room, RulesVersion by, JsonObjectBuilder arguments) {
    var answer = run(script, room, arguments.add("judged_by", by.value()));
    if (answer.equals("rules")) {
      throw new RulesChangedException();
    }
    return answer;
  }

  Object run(Script script, RoomId room, JsonObjectBuilder arguments) {
    return run(script, room, call(room, arguments));
  }

  /** For what is acknowledged to somebody: it is kept when this returns. */
  Object runConfirmed(Script script, RoomId room, JsonObjectBuilder arguments) {
    return runConfirmed(script, room, arguments, List.of());
  }

  /** The same with more keys, after those that all scripts have. */
  Object runConfirmed(
      Script script, RoomId room, JsonObjectBuilder arguments, List<String> moreKeys) {
    var call = call(room, arguments);
    var keys = Stream.concat(call.keys().stream(), moreKeys.stream()).toList();
    return mending.guard(room, () -> redis.evalConfirmed(script, keys, call.arguments()));
  }

  private Object run(Script script, RoomId room, Script.Call call) {
    return mending.guard(room, () -> redis.eval(script, call.keys(), call.arguments()));
  }

  /** For many rooms in one round trip; a room in which it fails is left out of the answers. */
  Map<RoomId, Object> runAll(Script script, Map<RoomId, JsonObjectBuilder> arguments) {
    var calls = new LinkedHashMap<RoomId, Script.Call>();
    arguments.forEach((room, own) -> calls.put(room, call(room, own)));
    var answers = new LinkedHashMap<>(redis.evalAll(script, calls));
    calls.forEach((room, call) -> {
      if (!answers.containsKey(room)) {
        again(script, room, call).ifPresent(answer -> answers.put(room, answer));
      }
    });
    return answers;
  }

  /** For a room that may be damaged, or whose master is away. */
  private Optional<Object> again(Script script, RoomId room, Script.Call call) {
    try {
      return Optional.of(run(script, room, call));
    } catch (UnavailableException | JedisDataException e) {
      LOG.log(Level.INFO, LogEvent.of("room left out").with("room", room).with("cause", e));
      return Optional.empty();
    }
  }

  /** Reads the heads of logs and states of sessions, for many rooms in one round trip. */
  Map<RoomId, Object> lookAll(Script script, Map<RoomId, List<String>> arguments) {
    var calls = new LinkedHashMap<RoomId, Script.Call>();
    arguments.forEach((room, own) -> {
      var keys = new RoomKeys(room);
      calls.put(room, new Script.Call(List.of(keys.meta(), keys.statePrefix()), own));
    });
    return redis.evalAll(script, calls);
  }

  /** Adds the room's name, the present moment and an epoch for a log that has to begin anew. */
  private Script.Call call(RoomId room, JsonObjectBuilder arguments) {
    var keys = new RoomKeys(room);
    var text =
        arguments
            .add("room", room.value())
            .add("fresh", ResumeToken.randomName())
            .add("timestamp", MILLISECONDS.format(clock.instant()))
            .build()
            .toString();
    var all = new ArrayList<>(limits);
    all.add(redis.isWhole(keys.meta()) ? "1" : "0");
    all.add(text);
    return new Script.Call(
        List.of(
            keys.meta(),
            keys.buffer(),
            keys.channel(),
            keys.participants(),
            keys.roles(),
            keys.statePrefix(),
            keys.inboxPrefix(),
            keys.bans(),
            keys.door(),
            keys.rules(),
            keys.waitingRoom()),
        all);
  }
}
