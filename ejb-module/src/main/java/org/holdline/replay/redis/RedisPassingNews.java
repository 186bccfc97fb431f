package org.holdline.replay.redis;

import java.util.List;
import java.util.stream.Collectors;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.PassingNews;
import org.holdline.room.entity.RoomId;

/** What the server says in passing goes over the room's channel, as what its clients say does. */
public final class RedisPassingNews implements PassingNews {
  private final Redis redis;

  public RedisPassingNews(Redis redis) {
    this.redis = redis;
  }

  @Override
  public void tell(RoomId room, List<EphemeralMessage> messages) {
    var channel = new RoomKeys(room).channel();
    var packed =
        messages.stream()
            .map(each -> PackedMessage.SEPARATOR + PackedMessage.packEphemeral(each))
            .collect(Collectors.joining());
    redis.call(channel, jedis -> jedis.publish(channel, packed));
  }
}
