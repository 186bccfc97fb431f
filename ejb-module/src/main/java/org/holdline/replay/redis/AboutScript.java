package org.holdline.replay.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.entity.RoomId;

/**
 * Finds buffered chat that speaks of a message. In an envelope a quote within a text is escaped, so
 * the field with its quotes stands nowhere else; what is compressed is looked at here.
 */
final class AboutScript {
  private static final Script SCRIPT =
      Script.of(
          LogLua.REIGN
              + """
              local head = redis.call('HMGET', KEYS[1], 'epoch', 'reign')
              if not head[1] or not is_whole(head[2]) then return {} end
              local found = {head[1]}
              for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '-', '+')) do
                local packed = entry[2][6]
                if string.sub(packed, 1, 7) == 'd\\tchat-' and (string.find(packed, ARGV[1], 1, true)
                  or string.find(packed, '^[^\\t]*\\t[^\\t]*\\t[^\\t]*\\t[^\\t]*\\t[^\\t]*\\t[^\\t]*\\t1\\t')) then
                  found[#found + 1] = string.match(entry[1], '^%d+')
                  found[#found + 1] = entry[2][4]
                  found[#found + 1] = packed
                end
              end
              return found
              """);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Redis redis;

  AboutScript(Redis redis) {
    this.redis = redis;
  }

  List<LoggedMessage> execute(RoomId room, String messageId) {
    if (!ID.matcher(messageId).matches()) {
      return List.of();
    }
    var keys = new RoomKeys(room);
    var field = "\"message_id\":\"" + messageId + "\"";
    var answer = (List<?>) redis.eval(SCRIPT, List.of(keys.meta(), keys.buffer()), List.of(field));
    var found = new ArrayList<LoggedMessage>();
    for (int i = 1; i < answer.size(); i += 3) {
      var epoch = new Epoch(String.valueOf(answer.get(0)));
      var position = new LogPosition(epoch, Long.parseLong(String.valueOf(answer.get(i))));
      var at = Instant.ofEpochMilli(Long.parseLong(String.valueOf(answer.get(i + 1))));
      found.add(PackedMessage.unpack(position, 0, at, String.valueOf(answer.get(i + 2))));
    }
    return found.stream().filter(message -> message.body().contains(field)).toList();
  }
}
