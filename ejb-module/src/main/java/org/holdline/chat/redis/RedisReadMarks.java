package org.holdline.chat.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdline.chat.control.ReadMark;
import org.holdline.chat.control.ReadMarks;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.entity.RoomId;

/** The marks as one hash for each room, kept as long as what they speak of. */
public final class RedisReadMarks implements ReadMarks {
  private static final Script ADVANCE =
      Script.of(
          """
          if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then redis.call('DEL', KEYS[1]) end
          local before = redis.call('HGET', KEYS[1], ARGV[1])
          if before then
            local at, sequence = string.match(before, '^(%d+)\\t(%d+)\\t')
            at, sequence = tonumber(at or 0), tonumber(sequence or 0)
            local now_at, now_sequence = tonumber(ARGV[2]), tonumber(ARGV[3])
            if now_at < at or (now_at == at and now_sequence <= sequence) then return 0 end
          end
          redis.call('HSET', KEYS[1], ARGV[1], table.concat({ARGV[2], ARGV[3], ARGV[4]}, '\\t'))
          redis.call('PEXPIRE', KEYS[1], ARGV[5])
          return 1
          """);

  private static final Script ALL =
      Script.of(
          """
          if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return {} end
          return redis.call('HGETALL', KEYS[1])
          """);

  private final Redis redis;
  private final String lifeMillis;

  public RedisReadMarks(Redis redis, Duration life) {
    this.redis = redis;
    this.lifeMillis = Long.toString(life.toMillis());
  }

  @Override
  public void advance(RoomId room, ReadMark mark) {
    var shared = mark.sharedWith();
    redis.eval(
        ADVANCE,
        List.of(new RoomKeys(room).read()),
        List.of(
            shared == null ? mark.reader().value() : mark.reader() + "\t" + shared,
            Long.toString(mark.sentAt().toEpochMilli()),
            Long.toString(mark.sequence()),
            mark.messageId(),
            lifeMillis));
  }

  @Override
  public List<ReadMark> of(RoomId room) {
    var answer = (List<?>) redis.eval(ALL, List.of(new RoomKeys(room).read()), List.of());
    var marks = new ArrayList<ReadMark>();
    for (int i = 0; i < answer.size(); i += 2) {
      marks.add(mark(String.valueOf(answer.get(i)), String.valueOf(answer.get(i + 1))));
    }
    return marks;
  }

  private static ReadMark mark(String field, String value) {
    int tab = field.indexOf('\t');
    var place = value.split("\t", 3);
    return new ReadMark(
        new UserId(tab < 0 ? field : field.substring(0, tab)),
        tab < 0 ? null : new UserId(field.substring(tab + 1)),
        place[2],
        Instant.ofEpochMilli(Long.parseLong(place[0])),
        Long.parseLong(place[1]));
  }
}
