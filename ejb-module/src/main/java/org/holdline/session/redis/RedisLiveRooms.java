package org.holdline.session.redis;

import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.platform.redis.Script;
import org.holdline.room.control.LiveRooms;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;

/** Lets the sessions of a room feel what is decided of it. */
public final class RedisLiveRooms implements LiveRooms {
  /** Longer than any admission takes from its judgement to its script. */
  private static final Duration DOOR_LIFE = Duration.ofMinutes(10);

  private static final String JUDGE_AGAIN =
      "redis.call('SET', k.door, a.fresh, 'PX', a.door_life)\n";

  private static final Script AGAIN = SessionScript.of(JUDGE_AGAIN + "return 1\n");

  /** The last to go is not followed by anybody. */
  private static final Script END =
      SessionScript.of(
          JUDGE_AGAIN
              + """
              local ended = {}
              for _, record in ipairs(everybody()) do
                if not a.user or record.user_id == a.user then ended[#ended + 1] = record end
              end
              if not a.user then redis.call('HDEL', k.roles, '@host') end
              for _, record in ipairs(ended) do remove(record, a.reason) end
              if a.forget then
                for _, key in ipairs({k.meta, k.buffer, k.bans}) do redis.call('PEXPIRE', key, a.forget) end
              end
              return #ended
              """);

  private static final Script HOST =
      SessionScript.of(
          """
          if redis.call('HLEN', k.participants) == 0 then return false end
          return redis.call('HGET', k.roles, '@host')
          """);

  /** Until all nodes have read why everybody has left. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final SessionScript runner;
  private final Consumer<RoomId> forgetHistory;

  /**
   * @param forgetHistory deletes what the database has of the messages of a room
   */
  RedisLiveRooms(SessionScript runner, Consumer<RoomId> forgetHistory) {
    this.runner = runner;
    this.forgetHistory = forgetHistory;
  }

  @Override
  public Optional<UserId> findHost(RoomId room) {
    var host = runner.run(HOST, room, Json.createObjectBuilder());
    return Optional.ofNullable(host).map(found -> new UserId(String.valueOf(found)));
  }

  @Override
  public void end(RoomId room, LeaveReason reason) {
    run(END, room, Json.createObjectBuilder().add("reason", reason.wireName()));
  }

  @Override
  public void end(RoomId room, UserId user, LeaveReason reason) {
    run(
        END,
        room,
        Json.createObjectBuilder().add("reason", reason.wireName()).add("user", user.value()));
  }

  @Override
  public void forget(RoomId room) {
    run(
        END,
        room,
        Json.createObjectBuilder()
            .add("reason", LeaveReason.ROOM_CLOSED.wireName())
            .add("forget", FORGOTTEN_AFTER.toMillis()));
    forgetHistory.accept(room);
  }

  @Override
  public void judgeAgain(RoomId room) {
    run(AGAIN, room, Json.createObjectBuilder());
  }

  private void run(Script script, RoomId room, JsonObjectBuilder arguments) {
    Objects.requireNonNull(
        runner.run(script, room, arguments.add("door_life", DOOR_LIFE.toMillis())));
  }
}
