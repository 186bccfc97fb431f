package org.holdline.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.DoorMark;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.WaitingRoom;
import org.holdline.text.Json;

/** Those who wait, as a hash beside the room's sessions, so that nobody is told in between. */
public final class RedisWaitingRoom implements WaitingRoom {
  /** After so long without a word of it, the room is looked at for those who have gone. */
  private static final Duration LOOK_AFTER = Duration.ofSeconds(11);

  private static final int WAITERS_MAX = 1_000;

  private static final Script WAIT =
      SessionScript.of(
          WaitingLua.LUA
              + """
              local places = {}
              for user, name in pairs(a.names) do
                local text = redis.call('HGET', k.waiting, user)
                local entry = text and cjson.decode(text)
                local is_new = not entry or is_gone(entry)
                if is_new and redis.call('HLEN', k.waiting) >= a.waiters_max then
                  entry = nil
                elseif is_new then
                  entry = {username = name, joined_at = a.timestamp, joined_ms = at}
                  tell_moderators('waiting-room-join', {user_id = user, username = name})
                end
                if entry then
                  entry.seen = at
                  redis.call('HSET', k.waiting, user, cjson.encode(entry))
                end
              end
              redis.call('PEXPIRE', k.waiting, 60000)
              for i, entry in ipairs(waiters()) do
                if a.names[entry.user_id] then
                  places[#places + 1] = entry.user_id
                  places[#places + 1] = tostring(i)
                end
              end
              return places
              """);

  private static final Script LEAVE =
      SessionScript.of(
          WaitingLua.LUA
              + """
              for _, entry in ipairs(waiters()) do
                if entry.user_id == a.user then forget_waiter(entry) end
              end
              return 1
              """);

  private static final Script WAITING =
      SessionScript.of(
          WaitingLua.LUA
              + """
              local found = {}
              for _, entry in ipairs(waiters()) do
                if not is_gone(entry) and not is_answered(entry.user_id) then
                  found[#found + 1] = {entry.user_id, entry.username, entry.joined_at}
                end
              end
              return found
              """);

  /** Only reads, so it needs none of the others' prelude: it runs twice a second. */
  private static final Script MARK =
      Script.of(
          """
          return (redis.call('GET', KEYS[1]) or '') .. ' ' .. (redis.call('HGET', KEYS[2], 'version') or '')
          """);

  private final Redis redis;
  private final SessionScript runner;
  private final RoomIndex index;

  public RedisWaitingRoom(
      Redis redis, Clock clock, ReplaySettings replay, SessionSettings settings) {
    this.redis = redis;
    this.runner = new SessionScript(redis, clock, replay, settings);
    this.index = new RoomIndex(redis);
  }

  @Override
  public Map<UserId, Integer> wait(RoomId room, Map<UserId, String> names) {
    var said = Json.createObjectBuilder();
    names.forEach((user, name) -> said.add(user.value(), name));
    index.due(room, LOOK_AFTER);
    var answer =
        runner.run(
            WAIT,
            room,
            Json.createObjectBuilder().add("names", said).add("waiters_max", WAITERS_MAX));
    var places = ((List<?>) answer).stream().map(String::valueOf).iterator();
    var byUser = new HashMap<UserId, Integer>();
    while (places.hasNext()) {
      byUser.put(new UserId(places.next()), Integer.valueOf(places.next()));
    }
    return byUser;
  }

  @Override
  public void leave(RoomId room, UserId user) {
    Objects.requireNonNull(
        runner.run(LEAVE, room, Json.createObjectBuilder().add("user", user.value())));
  }

  @Override
  public List<Waiter> waiting(RoomId room) {
    return ((List<?>) runner.run(WAITING, room, Json.createObjectBuilder()))
        .stream().map(RedisWaitingRoom::waiter).toList();
  }

  private static Waiter waiter(Object entry) {
    var fields = ((List<?>) entry).stream().map(String::valueOf).toList();
    return new Waiter(new UserId(fields.get(0)), fields.get(1), Instant.parse(fields.get(2)));
  }

  @Override
  public Map<RoomId, DoorMark> marks(Collection<RoomId> rooms) {
    var calls = new LinkedHashMap<RoomId, Script.Call>();
    for (var room : rooms) {
      var keys = new RoomKeys(room);
      calls.put(room, new Script.Call(List.of(keys.door(), keys.rules()), List.of()));
    }
    var marks = new HashMap<RoomId, DoorMark>();
    redis
        .evalAll(MARK, calls)
        .forEach((room, mark) -> marks.put(room, new DoorMark(String.valueOf(mark))));
    return marks;
  }
}
