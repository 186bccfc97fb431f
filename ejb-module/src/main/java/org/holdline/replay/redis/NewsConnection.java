package org.holdline.replay.redis;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.redis.Redis;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The subscriber connection: opened again whenever it is lost, with all channels, and given up when
 * Redis no longer answers on it.
 */
final class NewsConnection {
  static final Duration CHECK = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(NewsConnection.class.getName());
  private static final long SILENCE_MAX_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long PAUSE_MILLIS = 200;

  /** Always subscribed, so that the connection has a channel even when the node serves no room. */
  private static final String IDLE_CHANNEL = "webrtc:node:idle";

  private final Redis redis;
  private final Consumer<String> subscribed;
  private final BiConsumer<String, String> heard;
  private final Supplier<Set<String>> channels;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopping = lock.newCondition();
  private @Nullable Subscriber current;
  private @Nullable Subscriber opened;
  private @Nullable Jedis socket;
  private boolean closed;

  NewsConnection(
      Redis redis,
      Consumer<String> subscribed,
      BiConsumer<String, String> heard,
      Supplier<Set<String>> channels) {
    this.redis = redis;
    this.subscribed = subscribed;
    this.heard = heard;
    this.channels = channels;
  }

  private final class Subscriber extends JedisPubSub {
    private volatile long heardAt = System.nanoTime();

    boolean isSilent() {
      return System.nanoTime() - heardAt > SILENCE_MAX_NANOS;
    }

    @Override
    public void onSubscribe(String channel, int count) {
      heardAt = System.nanoTime();
      if (channel.equals(IDLE_CHANNEL)) {
        ready(this);
      } else {
        subscribed.accept(channel);
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      heardAt = System.nanoTime();
      heard.accept(channel, message);
    }

    @Override
    public void onPong(String pattern) {
      heardAt = System.nanoTime();
    }
  }

  /** Runs until {@link #close}. */
  void run() {
    while (!isClosed()) {
      try (var own = redis.dedicated()) {
        own.subscribe(opened(own), IDLE_CHANNEL);
      } catch (JedisException | UnavailableException e) {
        if (!isClosed()) {
          LOG.log(Level.WARNING, LogEvent.of("room news lost").with("cause", e));
        }
      }
      pause();
    }
  }

  private Subscriber opened(Jedis own) {
    lock.lock();
    try {
      socket = own;
      opened = new Subscriber();
      return opened;
    } finally {
      lock.unlock();
    }
  }

  private void ready(Subscriber subscriber) {
    lock.lock();
    try {
      current = subscriber;
      var all = channels.get().toArray(String[]::new);
      if (all.length > 0) {
        subscriber.subscribe(all);
      }
    } finally {
      lock.unlock();
    }
  }

  void subscribe(String channel) {
    withCurrent(subscriber -> subscriber.subscribe(channel));
  }

  void unsubscribe(String channel) {
    withCurrent(subscriber -> subscriber.unsubscribe(channel));
  }

  /**
   * Asks Redis for a sign of life, and ends a connection that gave none for too long or whose
   * server is no master any more.
   */
  void check() {
    lock.lock();
    try {
      if (opened != null && (opened.isSilent() || isElsewhere())) {
        disconnect();
      }
    } finally {
      lock.unlock();
    }
    withCurrent(Subscriber::ping);
  }

  private boolean isElsewhere() {
    return socket != null && !redis.isAtMaster(socket);
  }

  private void withCurrent(Consumer<Subscriber> action) {
    lock.lock();
    try {
      if (current != null) {
        action.accept(current);
      }
    } catch (JedisException e) {
      LOG.log(Level.WARNING, LogEvent.of("room news broken").with("cause", e));
      disconnect();
    } finally {
      lock.unlock();
    }
  }

  /** The blocked reader sees the closed socket and opens another. */
  private void disconnect() {
    current = null;
    opened = null;
    if (socket != null) {
      try {
        socket.getConnection().forceDisconnect();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, LogEvent.of("room news socket was gone").with("cause", e));
      }
    }
  }

  private void pause() {
    lock.lock();
    try {
      current = null;
      opened = null;
      socket = null;
      long left = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
      while (!closed && left > 0) {
        left = stopping.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      stopping.signalAll();
      disconnect();
    } finally {
      lock.unlock();
    }
  }
}
