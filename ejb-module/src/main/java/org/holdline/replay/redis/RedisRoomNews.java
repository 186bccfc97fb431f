package org.holdline.replay.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.redis.Redis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.RoomNews;
import org.holdline.room.entity.RoomId;

/** One subscriber connection per node, one channel per room that the node serves. */
public final class RedisRoomNews implements RoomNews, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RedisRoomNews.class.getName());

  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final NewsConnection connection;

  private record Subscription(Listener listener, CompletableFuture<Void> certain) {}

  public RedisRoomNews(Redis redis, Background background) {
    connection = new NewsConnection(redis, this::subscribed, this::heard, subscriptions::keySet);
    background.forever("room news", connection::run);
    background.every(NewsConnection.CHECK, connection::check);
  }

  @Override
  public void subscribe(RoomId room, Listener listener, Duration max) {
    var channel = new RoomKeys(room).channel();
    var subscription = new Subscription(listener, new CompletableFuture<>());
    subscriptions.put(channel, subscription);
    connection.subscribe(channel);
    try {
      subscription.certain.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      unsubscribe(room);
      throw new UnavailableException("redis_unavailable", "The message store is out of reach", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unsubscribe(room);
      throw new UnavailableException("service_unavailable", "The server stops", e);
    }
  }

  @Override
  public void unsubscribe(RoomId room) {
    var channel = new RoomKeys(room).channel();
    subscriptions.remove(channel);
    connection.unsubscribe(channel);
  }

  private void subscribed(String channel) {
    var subscription = subscriptions.get(channel);
    if (subscription != null) {
      subscription.certain.complete(null);
      subscription.listener.subscribed();
    }
  }

  private void heard(String channel, String news) {
    var subscription = subscriptions.get(channel);
    if (subscription != null) {
      try {
        tell(subscription.listener, news);
      } catch (RuntimeException e) {
        LOG.log(
            Level.ERROR, LogEvent.of("news not read").with("channel", channel).with("cause", e));
        subscription.listener.subscribed();
      }
    }
  }

  private static void tell(Listener listener, String news) {
    if (PackedMessage.isEphemeral(news)) {
      listener.passed(PackedMessage.unpackEphemeral(news));
    } else {
      listener.appended(PackedMessage.unpackNews(news));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
