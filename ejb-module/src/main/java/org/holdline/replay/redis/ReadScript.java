package org.holdline.replay.redis;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPage;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/** Reads a stretch of the log and of inboxes, all as of one moment. */
final class ReadScript {
  private static final String LUA =
      LogLua.REIGN
          + """
          local after, most = ARGV[1], ARGV[2]
          local time = redis.call('TIME')
          local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[3]
          local meta = redis.call('HMGET', KEYS[1], 'epoch', 'sequence', 'durable', 'reign')
          if not meta[1] or not is_whole(meta[4]) then return false end
          local recorder = string.match(redis.call('HGET', KEYS[4], 'recorder') or '', '^%S+')
          local function is_there(sender)
            return sender == recorder or redis.call('HEXISTS', KEYS[3], sender) == 1
          end
          local waiting = {}
          for i = 5, #KEYS do
            for _, entry in ipairs(redis.call('XRANGE', KEYS[i], '(' .. after .. '-0', '+')) do
              local sender = string.match(entry[2][4] or '', '^[^\\t]*\\t[^\\t]*\\t[^\\t]*\\t([^\\t]*)\\t')
              if sender and (tonumber(entry[2][2]) or 0) >= oldest and is_there(sender) then
                waiting[#waiting + 1] = {entry[1], 0, entry[2][2], entry[2][4]}
              end
            end
          end
          local kept = {}
          for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '(' .. after .. '-0', '+', 'COUNT', most)) do
            kept[#kept + 1] = {entry[1], entry[2][2], entry[2][4], entry[2][6]}
          end
          return {meta[1], meta[2], meta[3], kept, waiting}
          """;
  private static final Script SCRIPT = Script.of(LUA);

  private static final System.Logger LOG = System.getLogger(ReadScript.class.getName());
  private static final int UNREADABLE_MAX = 1000;

  private final Redis redis;

  /** Those that have been spoken of. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  ReadScript(Redis redis) {
    this.redis = redis;
  }

  Optional<LogPage> execute(
      RoomId room, long after, Collection<SessionId> inboxes, int durableMax) {
    var names = new RoomKeys(room);
    var keys =
        new ArrayList<>(List.of(names.meta(), names.buffer(), names.participants(), names.rules()));
    inboxes.forEach(session -> keys.add(names.inbox(session)));
    var arguments =
        List.of(
            Long.toString(after),
            Integer.toString(durableMax),
            Long.toString(RedisRoomLog.INBOX_LIFE.toMillis()));
    var answer = redis.eval(SCRIPT, keys, arguments);
    return answer instanceof List<?> page
        ? Optional.of(read(room, page, durableMax))
        : Optional.empty();
  }

  private LogPage read(RoomId room, List<?> answer, int durableMax) {
    var epoch = new Epoch(text(answer, 0));
    long top = Long.parseLong(text(answer, 1));
    var kept = list(answer, 3);
    var messages = new TreeMap<Long, LoggedMessage>();
    for (var entry : kept) {
      add(messages, room, epoch, (List<?>) entry);
    }
    long readTo = kept.size() < durableMax ? top : sequence((List<?>) kept.getLast());
    for (var entry : list(answer, 4)) {
      var fields = (List<?>) entry;
      if (sequence(fields) <= readTo) {
        add(messages, room, epoch, fields);
      }
    }
    return new LogPage(
        epoch, List.copyOf(messages.values()), readTo, top, Long.parseLong(text(answer, 2)));
  }

  /** What cannot be read is left out: the chain then shows that something is missing. */
  private void add(Map<Long, LoggedMessage> messages, RoomId room, Epoch epoch, List<?> fields) {
    long sequence = sequence(fields);
    try {
      var position = new LogPosition(epoch, sequence);
      long previous = Long.parseLong(text(fields, 1));
      var at = Instant.ofEpochMilli(Long.parseLong(text(fields, 2)));
      messages.put(sequence, PackedMessage.unpack(position, previous, at, text(fields, 3)));
    } catch (RuntimeException e) {
      if (unreadable.add(room + "/" + epoch + "/" + sequence)) {
        redis.noteMended();
        LOG.log(
            Level.ERROR,
            LogEvent.of("message not readable")
                .with("room", room)
                .with("sequence", sequence)
                .with("cause", e.getClass().getSimpleName()));
      }
      if (unreadable.size() > UNREADABLE_MAX) {
        unreadable.clear();
      }
    }
  }

  private static long sequence(List<?> fields) {
    var id = text(fields, 0);
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }

  private static String text(List<?> answer, int index) {
    return String.valueOf(answer.get(index));
  }

  private static List<?> list(List<?> answer, int index) {
    return (List<?>) answer.get(index);
  }
}
