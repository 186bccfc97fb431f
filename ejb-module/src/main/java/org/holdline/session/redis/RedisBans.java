package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Bans;
import org.holdline.session.control.SessionSettings;
import org.holdline.text.Json;

/** Bans as a hash beside the room's sessions, so that nobody slips in between. */
public final class RedisBans implements Bans {
  private static final Duration KICK = Duration.ofMinutes(1);

  private static final Script REMOVE =
      SessionScript.ofJudged(
          """
          local records = {}
          for _, record in ipairs(everybody()) do
            if record.user_id == a.user then records[#records + 1] = record end
          end
          if #records == 0 then return 0 end
          redis.call('HSET', k.bans, a.user, a.length and at + a.length or 0)
          for _, record in ipairs(records) do remove(record, a.reason) end
          remember_bans()
          return 1
          """);

  private static final Script LIFT =
      SessionScript.ofJudged(
          """
          local was = is_barred(a.user)
          redis.call('HDEL', k.bans, a.user)
          return was and 1 or 0
          """);

  private static final Script BARRED =
      SessionScript.of(
          """
          local users = {}
          for _, user in ipairs(redis.call('HKEYS', k.bans)) do
            if is_barred(user) then users[#users + 1] = user end
          end
          return users
          """);

  private static final Script IS_BARRED = SessionScript.of("return is_barred(a.user) and 1 or 0\n");

  private final SessionScript runner;

  public RedisBans(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    runner = new SessionScript(redis, clock, replay, settings);
  }

  private static JsonObjectBuilder user(UserId user) {
    return Json.createObjectBuilder().add("user", user.value());
  }

  @Override
  public boolean remove(RoomId room, UserId user, LeaveReason reason, RulesVersion judgedBy) {
    var arguments = user(user).add("reason", reason.wireName());
    if (reason == LeaveReason.KICKED) {
      arguments.add("length", KICK.toMillis());
    }
    return Objects.equals(runner.runJudged(REMOVE, room, judgedBy, arguments), 1L);
  }

  @Override
  public boolean lift(RoomId room, UserId user, RulesVersion judgedBy) {
    return Objects.equals(runner.runJudged(LIFT, room, judgedBy, user(user)), 1L);
  }

  @Override
  public boolean isBarred(RoomId room, UserId user) {
    return Objects.equals(runner.run(IS_BARRED, room, user(user)), 1L);
  }

  @Override
  public List<UserId> barred(RoomId room) {
    var users = (List<?>) runner.run(BARRED, room, Json.createObjectBuilder());
    return users.stream().map(user -> new UserId(String.valueOf(user))).toList();
  }
}
