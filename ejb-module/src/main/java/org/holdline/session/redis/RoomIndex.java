package org.holdline.session.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms have to be looked at, and when; which node vouches for which rooms. It lies in a slot
 * of its own, so each step on it comes before the step in the room: a room may be looked at in
 * vain, but is never forgotten. Redis's clock decides.
 *
 * <ul>
 *   <li>{@code webrtc:{rooms}:leases}: sorted set of the nodes' leases by their end
 *   <li>{@code webrtc:{rooms}:held:<lease>}: set of rooms with sessions under that lease
 *   <li>{@code webrtc:{rooms}:gone}: sorted set of ended leases whose rooms are still to be looked
 *       at
 *   <li>{@code webrtc:{rooms}:due}: sorted set of rooms by the moment at which something can run
 *       out
 *   <li>{@code webrtc:{rooms}:taken}: sorted set of rooms that a node looks at just now, by the end
 *       of its patience
 * </ul>
 */
final class RoomIndex {
  private static final String PREFIX = "webrtc:{rooms}:";
  private static final String HELD = PREFIX + "held:";
  private static final List<String> KEYS =
      List.of(PREFIX + "leases", PREFIX + "gone", PREFIX + "due", PREFIX + "taken", HELD);

  private static final String PRELUDE =
      """
      local leases, gone, due, taken, held = unpack(KEYS)
      local time = redis.call('TIME')
      local at = time[1] * 1000 + math.floor(time[2] / 1000)

      local function by(room, moment) redis.call('ZADD', due, 'LT', moment, room) end
      """;

  private static final Script VOUCH =
      script(
          """
          if ARGV[3] == 'again' and not redis.call('ZSCORE', leases, ARGV[1]) then return 0 end
          redis.call('ZADD', leases, at + ARGV[2], ARGV[1])
          return 1
          """);

  private static final Script HOLD =
      script(
          """
          if not redis.call('ZSCORE', leases, ARGV[1]) then return false end
          redis.call('SADD', held .. ARGV[1], unpack(ARGV, 3))
          if ARGV[2] ~= '' then by(ARGV[3], at + ARGV[2]) end
          local left = redis.call('ZRANGE', leases, 0, -1, 'WITHSCORES')
          for i = 2, #left, 2 do left[i] = tostring(left[i] - at) end
          return left
          """);

  private static final Script RELEASE =
      script("return redis.call('SREM', held .. ARGV[1], ARGV[2])\n");

  private static final Script DUE = script("by(ARGV[1], at + ARGV[2])\nreturn 1\n");

  private static final Script TAKE =
      script(
          """
          for _, lease in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', at)) do
            redis.call('ZREM', leases, lease)
            redis.call('ZADD', gone, at, lease)
          end
          for _, lease in ipairs(redis.call('ZRANGE', gone, 0, 0)) do
            local rooms = redis.call('SPOP', held .. lease, 1000)
            if #rooms == 0 then redis.call('ZREM', gone, lease) end
            for _, room in ipairs(rooms) do by(room, at) end
          end
          for _, room in ipairs(redis.call('ZRANGEBYSCORE', taken, '-inf', at, 'LIMIT', 0, ARGV[1])) do
            redis.call('ZREM', taken, room)
            by(room, at)
          end
          local until_then = at + ARGV[2]
          local rooms = redis.call('ZRANGEBYSCORE', due, '-inf', at, 'LIMIT', 0, ARGV[1])
          for _, room in ipairs(rooms) do
            redis.call('ZREM', due, room)
            redis.call('ZADD', taken, until_then, room)
          end
          return {tostring(until_then), rooms, redis.call('ZRANGE', leases, 0, -1)}
          """);

  /** What somebody else has taken meanwhile is his. */
  private static final Script DONE =
      script(
          """
          for i = 2, #ARGV, 2 do
            local mine = tonumber(redis.call('ZSCORE', taken, ARGV[i]) or 0) == tonumber(ARGV[1])
            if mine then redis.call('ZREM', taken, ARGV[i]) end
            if ARGV[i + 1] ~= '' then by(ARGV[i], at + ARGV[i + 1]) end
          end
          return 1
          """);

  private static final Script LIVE =
      script("return redis.call('ZRANGEBYSCORE', leases, '(' .. at, '+inf')\n");

  private static final Script HELD_NOW =
      script(
          """
          local sets = {}
          for _, lease in ipairs(redis.call('ZRANGEBYSCORE', leases, '(' .. at, '+inf')) do
            sets[#sets + 1] = held .. lease
          end
          return #sets == 0 and sets or redis.call('SUNION', unpack(sets))
          """);

  private final Redis redis;

  RoomIndex(Redis redis) {
    this.redis = redis;
  }

  private static Script script(String lua) {
    return Script.of(PRELUDE + lua);
  }

  private Object run(Script script, List<String> arguments) {
    return redis.eval(script, KEYS, arguments);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static List<String> texts(Object answer) {
    return ((List<?>) answer).stream().map(String::valueOf).toList();
  }

  /** A new lease; its name has not been used before. */
  void begin(String lease, Duration length) {
    Objects.requireNonNull(run(VOUCH, List.of(lease, millis(length), "")));
  }

  /** False when the lease has been given up: its rooms are being looked at. */
  boolean vouch(String lease, Duration length) {
    return Objects.equals(run(VOUCH, List.of(lease, millis(length), "again")), 1L);
  }

  /**
   * Notes that the lease stands for these rooms.
   *
   * @param lookAfter the first of them is looked at after so long, whatever happens; null for never
   * @return every lease and the milliseconds it still has; nothing when this one has been given up
   */
  Optional<Map<String, Long>> hold(
      String lease, Collection<RoomId> rooms, @Nullable Duration lookAfter) {
    var arguments = new ArrayList<>(List.of(lease, lookAfter == null ? "" : millis(lookAfter)));
    rooms.forEach(room -> arguments.add(room.value()));
    return run(HOLD, arguments) instanceof List<?> left
        ? Optional.of(byLease(texts(left)))
        : Optional.empty();
  }

  private static Map<String, Long> byLease(List<String> left) {
    var byLease = new HashMap<String, Long>();
    for (int i = 0; i < left.size(); i += 2) {
      byLease.put(left.get(i), Long.valueOf(left.get(i + 1)));
    }
    return byLease;
  }

  /** The lease no longer stands for this room. */
  void release(String lease, RoomId room) {
    Objects.requireNonNull(run(RELEASE, List.of(lease, room.value())));
  }

  /** The room is to be looked at after so long, or sooner. */
  void due(RoomId room, Duration after) {
    Objects.requireNonNull(run(DUE, List.of(room.value(), millis(after))));
  }

  /**
   * Rooms to be looked at now, by the caller alone.
   *
   * @param until names this turn to {@link #done}
   * @param live the leases that have not ended
   */
  record Turn(String until, List<RoomId> rooms, List<String> live) {}

  Turn take(int max, Duration patience) {
    var answer = (List<?>) run(TAKE, List.of(Integer.toString(max), millis(patience)));
    var rooms = texts(Objects.requireNonNull(answer.get(1))).stream().map(RoomId::new).toList();
    return new Turn(
        String.valueOf(answer.get(0)), rooms, texts(Objects.requireNonNull(answer.get(2))));
  }

  /**
   * These have been looked at.
   *
   * @param next after how many milliseconds each has to be looked at again; negative for never
   */
  void done(Turn turn, Map<RoomId, Long> next) {
    var arguments = new ArrayList<>(List.of(turn.until()));
    next.forEach((room, millis) -> {
      arguments.add(room.value());
      arguments.add(millis < 0 ? "" : millis.toString());
    });
    Objects.requireNonNull(run(DONE, arguments));
  }

  /** The leases that have not ended. */
  List<String> live() {
    return texts(run(LIVE, List.of()));
  }

  /** The rooms in which somebody is connected. */
  List<RoomId> held() {
    return texts(run(HELD_NOW, List.of())).stream().map(RoomId::new).toList();
  }
}
