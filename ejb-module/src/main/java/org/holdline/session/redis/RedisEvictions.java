package org.holdline.session.redis;

import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Evictions;
import org.holdline.session.control.SessionSettings;
import org.holdline.text.Json;

/** Ends sessions in Redis; whoever holds them hears it from the room's log. */
public final class RedisEvictions implements Evictions {
  private static final Script EVICT =
      SessionScript.of(
          """
          local ended = 0
          for _, record in ipairs(everybody()) do
            if a.users[record.user_id] then
              remove(record, a.reason)
              ended = ended + 1
            end
          end
          return ended
          """);

  private final SessionScript runner;

  public RedisEvictions(Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    runner = new SessionScript(redis, clock, replay, settings);
  }

  @Override
  public void evict(RoomId room, Collection<UserId> users, LeaveReason reason) {
    var named = Json.createObjectBuilder();
    users.forEach(user -> named.add(user.value(), true));
    var arguments = Json.createObjectBuilder().add("users", named).add("reason", reason.wireName());
    Objects.requireNonNull(runner.run(EVICT, room, arguments));
  }
}
