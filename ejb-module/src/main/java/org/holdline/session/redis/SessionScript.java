package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.redis.LogLua;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.replay.redis.RoomMending;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.SessionSettings;

/** Runs a session script: the room's keys, the log's limits, and one JSON object of arguments. */
final class SessionScript {
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

  /** Adds the room's name, the present moment and an epoch for a log that has to begin anew. */
  Object run(Script script, RoomId room, JsonObjectBuilder arguments) {
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
    var names =
        List.of(
            keys.meta(),
            keys.buffer(),
            keys.channel(),
            keys.participants(),
            keys.roles(),
            keys.statePrefix(),
            keys.inboxPrefix());
    return mending.guard(room, () -> redis.eval(script, names, all));
  }
}
