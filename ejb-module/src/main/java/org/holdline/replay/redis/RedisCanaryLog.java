package org.holdline.replay.redis;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.CanaryLog;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.Routing;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/**
 * A log of two small keys: the room's head, and a sender who is nobody's session. It is appended to
 * by the script of all rooms, as signaling that waits in no inbox, so nothing is stored; no list of
 * rooms knows it, and it ends {@link #LIFE} after its node.
 */
public final class RedisCanaryLog implements CanaryLog {
  static final Duration LIFE = Duration.ofMinutes(1);

  private static final Script OPEN =
      Script.of(
          LogLua.REIGN
              + """
              local known = redis.call('HMGET', KEYS[1], 'epoch', 'reign')
              if not known[1] or not is_whole(known[2]) then
                redis.call('DEL', KEYS[1])
                redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'sequence', 0, 'durable', 0, 'persisted', 0,
                  'reign', reign() .. ' 0')
              end
              redis.call('HSET', KEYS[2], ARGV[2] .. '|g', ARGV[3])
              redis.call('PEXPIRE', KEYS[1], ARGV[4])
              redis.call('PEXPIRE', KEYS[2], ARGV[4])
              return redis.call('HMGET', KEYS[1], 'epoch', 'sequence')
              """);
  private static final UserId BIRD = new UserId("canary");
  private static final SessionId BEAK = new SessionId("beak");
  private static final SessionId EAR = new SessionId("ear");
  private static final long GENERATION = 1;

  private final Redis redis;
  private final RoomId room;
  private final AppendScript append;

  public RedisCanaryLog(Redis redis, ReplaySettings settings) {
    this.redis = redis;
    room = RoomId.ofNode("canary-" + UUID.randomUUID());
    append = new AppendScript(redis, settings, LogLua.limits(settings, LIFE.toMillis()));
  }

  @Override
  public RoomId room() {
    return room;
  }

  @Override
  public Reader reader() {
    return new Reader(BIRD, EAR);
  }

  @Override
  public LogPosition open() {
    var keys = new RoomKeys(room);
    var answer =
        (List<?>)
            redis.eval(
                OPEN,
                List.of(keys.meta(), keys.state(BIRD)),
                List.of(
                    UUID.randomUUID().toString(),
                    BEAK.value(),
                    Long.toString(GENERATION),
                    Long.toString(LIFE.toMillis())));
    return new LogPosition(
        new Epoch(String.valueOf(answer.get(0))), Long.parseLong(String.valueOf(answer.get(1))));
  }

  @Override
  public void append(String body) {
    var routing = new Routing(false, "canary", BIRD, BEAK, null, null);
    var draft = new Draft(BEAK, GENERATION, "canary", null, new Draft.Entry(routing, body), null);
    append.execute(room, List.of(draft), RulesVersion.ANY);
  }
}
