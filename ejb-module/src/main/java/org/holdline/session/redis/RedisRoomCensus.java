package org.holdline.session.redis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RoomCensus;

/** Counts in Redis: one look at the index of rooms, then all rooms in one round trip. */
public final class RedisRoomCensus implements RoomCensus {
  private static final Script USERS =
      Script.of(
          """
          local seen, users = {}, 0
          for _, user in ipairs(redis.call('HVALS', KEYS[1])) do
            if not seen[user] then
              seen[user], users = true, users + 1
            end
          end
          return users
          """);

  private final Redis redis;
  private final RoomIndex index;

  public RedisRoomCensus(Redis redis) {
    this.redis = redis;
    this.index = new RoomIndex(redis);
  }

  @Override
  public List<RoomSize> take() {
    var calls = new LinkedHashMap<RoomId, Script.Call>();
    for (var room : index.held()) {
      calls.put(room, new Script.Call(List.of(new RoomKeys(room).participants()), List.of()));
    }
    return redis.evalAll(USERS, calls).entrySet().stream()
        .map(each -> new RoomSize(each.getKey(), Integer.parseInt(String.valueOf(each.getValue()))))
        .filter(each -> each.participants() > 0)
        .sorted(Comparator.comparingInt(RoomSize::participants).reversed())
        .toList();
  }
}
