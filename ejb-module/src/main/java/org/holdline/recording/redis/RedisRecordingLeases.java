package org.holdline.recording.redis;

import java.util.List;
import org.holdline.platform.control.NodeName;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.Script;
import org.holdline.recording.control.RecordingLeases;
import org.holdline.recording.entity.RecordingId;

/** One key for each recording that somebody works on. */
public final class RedisRecordingLeases implements RecordingLeases {
  private static final Script HOLD =
      Script.of(
          """
          local by = redis.call('GET', KEYS[1])
          if by and by ~= ARGV[1] then return 0 end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return 1
          """);

  private static final Script RELEASE =
      Script.of(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
          return 0
          """);

  private final Redis redis;
  private final NodeName node;

  public RedisRecordingLeases(Redis redis, NodeName node) {
    this.redis = redis;
    this.node = node;
  }

  @Override
  public boolean hold(RecordingId id) {
    var life = Long.toString(LIFE.toMillis());
    return Long.valueOf(1).equals(redis.eval(HOLD, keys(id), List.of(node.value(), life)));
  }

  @Override
  public void release(RecordingId id) {
    redis.eval(RELEASE, keys(id), List.of(node.value()));
  }

  private static List<String> keys(RecordingId id) {
    return List.of("webrtc:recording:lease:{" + id + "}");
  }
}
