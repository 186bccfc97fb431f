package org.holdline.replay.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;

/**
 * The tails of the rooms that this node serves: one each, for as long as somebody uses it.
 * Thread-safe.
 */
public final class RoomTails {
  private static final Duration SUBSCRIBE_MAX = Duration.ofSeconds(2);

  /** How long a tail that could not read waits before it tries again. */
  static final Duration READ_ON = Duration.ofMillis(500);

  private final RoomNews news;
  private final RoomLog log;
  private final Background background;
  private final WriteBehind history;
  private final Meters meters;
  private final Map<RoomId, Use> uses = new HashMap<>();

  public RoomTails(
      RoomNews news, RoomLog log, Background background, WriteBehind history, Meters meters) {
    this.news = news;
    this.log = log;
    this.background = background;
    this.history = history;
    this.meters = meters;
    background.every(READ_ON, this::readOn);
  }

  private void readOn() {
    List<RoomTail> tails;
    synchronized (uses) {
      tails = uses.values().stream().map(use -> use.tail).toList();
    }
    tails.forEach(RoomTail::readOn);
  }

  private static final class Use {
    private final RoomTail tail;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private int users;

    Use(RoomTail tail) {
      this.tail = tail;
    }
  }

  /**
   * Takes part in a room's tail; to be given back by {@link #close}. News are certain to come when
   * this returns.
   *
   * @throws UnavailableException when Redis does not answer
   */
  public RoomTail open(RoomId room) {
    Use use;
    boolean first;
    synchronized (uses) {
      use =
          uses.computeIfAbsent(
              room,
              id ->
                  new Use(
                      new RoomTail(
                          id,
                          log,
                          background,
                          history::take,
                          () -> history.check(id),
                          () -> meters.count(Metric.NEWS_LOST))));
      first = use.users == 0;
      use.users++;
    }
    try {
      if (first) {
        subscribe(room, use);
      }
      use.subscribed.get(SUBSCRIBE_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return use.tail;
    } catch (ExecutionException | TimeoutException e) {
      close(room);
      throw new UnavailableException("redis_unavailable", "The message store is out of reach", e);
    } catch (InterruptedException e) {
      close(room);
      Thread.currentThread().interrupt();
      throw new UnavailableException("service_unavailable", "The server stops", e);
    }
  }

  private void subscribe(RoomId room, Use use) {
    try {
      news.subscribe(room, use.tail, SUBSCRIBE_MAX);
      use.subscribed.complete(null);
    } catch (UnavailableException e) {
      use.subscribed.completeExceptionally(e);
    }
  }

  /** Gives a tail back; the last user ends it, and what it no longer hears is looked for. */
  public void close(RoomId room) {
    synchronized (uses) {
      var use = uses.get(room);
      if (use != null && --use.users <= 0) {
        uses.remove(room);
        news.unsubscribe(room);
        history.check(room);
      }
    }
  }

  /** The log of a room has come so far: what its tail has not heard of soon it reads. */
  public void expect(RoomId room, LogPosition top) {
    Use use;
    synchronized (uses) {
      use = uses.get(room);
    }
    if (use != null) {
      use.tail.expect(top);
    }
  }

  /** The rooms that this node serves now. */
  public List<RoomId> rooms() {
    synchronized (uses) {
      return List.copyOf(uses.keySet());
    }
  }
}
