package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.redis.LogLua;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.SessionSettings;

/** Runs a session script: the room's keys, the log's limits, and one JSON object of arguments. */
final class SessionScript {
  private final Redis redis;
  private final Clock clock;
  private final List<String> limits;

  SessionScript(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    this.redis = redis;
    this.clock = clock;
    var life = replay.logLife().plus(settings.grace()).plus(settings.lease());
    this.limits = LogLua.limits(replay, life.toMillis());
  }

  static Script of(String lua) {
    return Script.of(SessionLua.PRELUDE + lua);
  }

  /** Adds the room's name and the present moment to the arguments. */
  Object run(Script script, RoomId room, JsonObjectBuilder arguments) {
    var keys = new RoomKeys(room);
    var text =
        arguments
            .add("room", room.value())
            .add("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
            .build()
            .toString();
    var all = new ArrayList<>(limits);
    all.add(text);
    return redis.eval(
        script,
        List.of(
            keys.meta(),
            keys.buffer(),
            keys.channel(),
            keys.participants(),
            keys.roles(),
            keys.statePrefix(),
            keys.inboxPrefix()),
        all);
  }
}
