package org.holdline.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Deliveries;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.History;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MessageSink;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomMessage;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.WriteBehind;
import org.holdline.replay.redis.RedisRoomLog;
import org.holdline.replay.redis.RedisRoomNews;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.Holding;
import org.holdline.session.control.SessionKeeper;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.redis.RedisSessions;

/**
 * All that a node does for rooms, without sockets: their heartbeats are the connections' cost, not
 * the rooms'. With the settings of the product.
 */
final class HoldingNode implements SessionKeeper.Held, AutoCloseable {
  private static final SessionSettings SETTINGS =
      new SessionSettings(Duration.ofMinutes(5), Duration.ofSeconds(15), 50, 10);

  private final Redis redis;
  private final NodeThreads threads = new NodeThreads();
  private final RedisRoomNews news;
  private final RedisRoomLog log;
  private final RedisSessions sessions;
  private final RoomTails tails;
  private final Map<RoomId, List<Holding>> held = new HashMap<>();
  private final LongAdder delivered = new LongAdder();
  private long ids;

  HoldingNode(RedisServer server) {
    redis = new Redis(RedisSettings.of(URI.create(server.url())));
    var clock = Clock.systemUTC();
    log = new RedisRoomLog(redis, AppendBenchmark.REPLAY);
    sessions =
        new RedisSessions(
            redis, clock, AppendBenchmark.REPLAY, SETTINGS, AppendBenchmark.openDoor(SETTINGS));
    news = new RedisRoomNews(redis, threads);
    var writeBehind = new WriteBehind(log, new Forgotten());
    threads.every(WriteBehind.PAUSE, writeBehind::turn);
    tails = new RoomTails(news, log, threads, writeBehind, new Unmetered());
    var ageMax = AppendBenchmark.REPLAY.logLife().dividedBy(4);
    new SessionKeeper(
            sessions, SETTINGS.lease(), ageMax, tails::expect, writeBehind::check, new Unmetered())
        .start(threads, this);
  }

  Redis redis() {
    return redis;
  }

  long delivered() {
    return delivered.sum();
  }

  /** Somebody enters and follows. */
  Attachment enter(RoomId room, String user) {
    var tail = tails.open(room);
    if (!(sessions.admit(AppendBenchmark.arrival(room, user)) instanceof Admitted in)) {
      throw new IllegalStateException("not admitted");
    }
    var key = in.attachment().key();
    var position = in.snapshot().position();
    tail.startAt(position);
    var feed = new Feed(new Reader(key.user(), key.session()), new Counting(), position);
    tail.follow(feed);
    synchronized (held) {
      held.computeIfAbsent(room, id -> new ArrayList<>())
          .add(new Holding(in.attachment(), () -> position));
    }
    return in.attachment();
  }

  void say(Attachment by, String body) {
    var key = by.key();
    var routing = new Routing(true, "chat-message", key.user(), key.session(), null, null);
    var draft =
        new Draft(
            key.session(),
            by.generation(),
            "client",
            "m" + ids++,
            new Draft.Entry(routing, body),
            null);
    if (!(log.append(key.room(), List.of(draft), RulesVersion.ANY).getFirst()
            instanceof Appended said)
        || said.duplicate()) {
      throw new IllegalStateException("not accepted");
    }
  }

  @Override
  public Map<RoomId, List<Holding>> in(Predicate<RoomId> rooms) {
    var found = new HashMap<RoomId, List<Holding>>();
    synchronized (held) {
      held.forEach((room, all) -> {
        if (rooms.test(room)) {
          found.put(room, List.copyOf(all));
        }
      });
    }
    return found;
  }

  @Override
  public void lost(Attachment attachment) {
    throw new IllegalStateException("lost " + attachment);
  }

  @Override
  public void close() {
    news.close();
    threads.close();
    redis.close();
  }

  private final class Counting implements MessageSink {
    @Override
    public void deliver(Deliveries next) {
      delivered.add(next.size());
    }

    @Override
    public void pass(List<String> envelopes) {
      delivered.add(envelopes.size());
    }

    @Override
    public boolean awaitCapacity(Duration max) {
      return true;
    }

    @Override
    public void closeAsSlow() {
      throw new IllegalStateException("nobody is slow here");
    }

    @Override
    public void logLost() {
      throw new IllegalStateException("the log is lost");
    }
  }

  private static final class Forgotten implements History {
    @Override
    public void append(List<RoomMessage> messages) {}

    @Override
    public List<LoggedMessage> range(RoomId room, Epoch epoch, long after, long upTo, int most) {
      return List.of();
    }

    @Override
    public List<LoggedMessage> about(RoomId room, String messageId) {
      return List.of();
    }

    @Override
    public void forgetBefore(Instant instant) {}
  }

  private static final class Unmetered implements Meters {
    @Override
    public void add(Metric counter, long amount, String... labels) {}

    @Override
    public void record(Metric histogram, long value, String... labels) {}

    @Override
    public void show(Metric gauge, LongSupplier value) {}
  }
}
