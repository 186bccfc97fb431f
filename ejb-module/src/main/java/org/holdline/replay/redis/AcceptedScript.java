package org.holdline.replay.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.RoomId;

/** Looks up where a client's messages stand that were accepted before. */
final class AcceptedScript {
  private static final Script SCRIPT =
      Script.of(
          """
          local known = redis.call('HMGET', KEYS[1], unpack(ARGV))
          local positions = {}
          for i = 1, #ARGV do
            positions[i] = known[i] and string.match(known[i], '^[%w_-]+ %d+$') or ''
          end
          return positions
          """);

  private final Redis redis;

  AcceptedScript(Redis redis) {
    this.redis = redis;
  }

  Map<String, LogPosition> execute(
      RoomId room, UserId user, String clientId, List<String> messageIds) {
    var ids = new RoomKeys(room).ids(user, clientId);
    var answer = (List<?>) redis.eval(SCRIPT, List.of(ids), messageIds);
    var accepted = new HashMap<String, LogPosition>();
    for (int i = 0; i < messageIds.size(); i++) {
      var position = String.valueOf(answer.get(i)).split(" ", 2);
      if (position.length == 2) {
        accepted.put(
            messageIds.get(i),
            new LogPosition(new Epoch(position[0]), Long.parseLong(position[1])));
      }
    }
    return accepted;
  }
}
