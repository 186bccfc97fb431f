package org.holdline.replay.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Follows one room's log at this node and hands every message to the feeds of its sessions. News
 * come one by one; whatever they leave out is read from the log. A feed that starts in the past
 * reads pages from the log until it has reached the tail and is then live: there is no window
 * between history and live, and nothing is queued in between. Thread-safe.
 */
public final class RoomTail implements RoomNews.Listener {
  private static final System.Logger LOG = System.getLogger(RoomTail.class.getName());
  private static final int PAGE = 100;
  private static final Duration READER_PATIENCE = Duration.ofSeconds(30);

  private final RoomId room;
  private final RoomLog log;
  private final Background background;
  private final Consumer<RoomMessage> history;
  private final Map<SessionId, Feed> feeds = new HashMap<>();
  private @Nullable Epoch epoch;
  private long seen;
  private long announced;
  private boolean reading;
  private boolean unread;

  /**
   * @param history is told every durable message that passes here
   */
  public RoomTail(RoomId room, RoomLog log, Background background, Consumer<RoomMessage> history) {
    this.room = room;
    this.log = log;
    this.background = background;
    this.history = history;
  }

  /** The first session begins to follow where it stands; news must already be certain to come. */
  public synchronized void startAt(LogPosition position) {
    if (epoch == null) {
      epoch = position.epoch();
      seen = position.sequence();
      if (announced > seen || unread) {
        readSoon();
      }
    } else if (!epoch.equals(position.epoch())) {
      lose();
      epoch = position.epoch();
      seen = position.sequence();
    }
  }

  @Override
  public synchronized void appended(LoggedMessage message) {
    announced = Math.max(announced, message.sequence());
    if (epoch == null || (isOurs(message) && message.sequence() <= seen)) {
      return;
    }
    if (isOurs(message) && !reading && message.sequence() == seen + 1) {
      pass(message);
    } else {
      readSoon();
    }
  }

  @Override
  public synchronized void subscribed() {
    unread = true;
    if (epoch != null) {
      readSoon();
    }
  }

  private boolean isOurs(LoggedMessage message) {
    return message.position().epoch().equals(epoch);
  }

  private void pass(LoggedMessage message) {
    if (message.sequence() <= seen) {
      return;
    }
    seen = message.sequence();
    if (message.routing().durable()) {
      history.accept(new RoomMessage(room, message));
    }
    for (var feed : feeds.values()) {
      if (feed.isLive()) {
        feed.deliver(message);
      }
    }
  }

  private void readSoon() {
    unread = true;
    if (!reading) {
      reading = true;
      background.execute(this::readAll);
    }
  }

  private void readAll() {
    try {
      while (readOne()) {
        LOG.log(Level.TRACE, "reading on");
      }
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("log not read").with("room", room).with("code", e.code()));
      stopReading();
    }
  }

  private synchronized void stopReading() {
    reading = false;
  }

  /**
   * Whether there is more to read. While Redis is away this ends; the next subscription begins
   * again.
   */
  private boolean readOne() {
    long after;
    List<SessionId> inboxes;
    synchronized (this) {
      unread = false;
      after = seen;
      inboxes = new ArrayList<>(feeds.keySet());
    }
    var page = log.read(room, after, inboxes, PAGE);
    synchronized (this) {
      if (page.isEmpty() || !page.get().epoch().equals(epoch)) {
        lose();
        reading = false;
        return false;
      }
      page.get().messages().forEach(this::pass);
      seen = Math.max(seen, page.get().readTo());
      feeds.values().stream().filter(Feed::isLive).forEach(feed -> feed.skipTo(seen));
      reading = unread || !page.get().isLast() || announced > seen;
      return reading;
    }
  }

  /** The log this tail followed is gone: everybody is told. */
  private void lose() {
    var lost = List.copyOf(feeds.values());
    feeds.clear();
    epoch = null;
    announced = 0;
    lost.forEach(Feed::detach);
    lost.forEach(feed -> feed.sink().logLost());
  }

  /** Lets a session follow from where its feed starts; the feed goes live when it has caught up. */
  public void follow(Feed feed) {
    if (!attach(feed)) {
      background.execute(() -> catchUp(feed));
    }
  }

  private synchronized boolean attach(Feed feed) {
    feeds.put(feed.reader().session(), feed);
    if (feed.served() >= seen) {
      feed.goLive();
    }
    return feed.isLive();
  }

  private void catchUp(Feed feed) {
    try {
      while (!feed.isDetached() && feed.sink().awaitCapacity(READER_PATIENCE)) {
        var page = log.read(room, servedOf(feed), List.of(feed.reader().session()), PAGE);
        if (page.isEmpty() || caughtUp(feed, page.get())) {
          return;
        }
      }
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("catch-up ended").with("room", room).with("code", e.code()));
      feed.sink().logLost();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long servedOf(Feed feed) {
    return feed.served();
  }

  private synchronized boolean caughtUp(Feed feed, LogPage page) {
    page.messages().forEach(feed::deliver);
    feed.skipTo(page.readTo());
    if (feed.served() >= seen) {
      feed.goLive();
    }
    return feed.isLive();
  }

  /** Ends a feed; one that has been replaced by a newer feed of its session is left alone. */
  public synchronized void unfollow(Feed feed) {
    feed.detach();
    feeds.remove(feed.reader().session(), feed);
  }

  /** Up to where the session of this feed has been served, as a place to go on from. */
  public synchronized long served(Feed feed) {
    return feed.served();
  }

  public synchronized boolean isIdle() {
    return feeds.isEmpty();
  }
}
