package org.holdline.replay.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
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
  private static final Duration READER_PATIENCE = Duration.ofSeconds(10);

  private final RoomId room;
  private final RoomLog log;
  private final Background background;
  private final Consumer<RoomMessage> history;
  private final Runnable begun;
  private final Runnable stalled;
  private final Set<Feed> feeds = new LinkedHashSet<>();
  private @Nullable Epoch epoch;
  private long seen;
  private long expected;
  private long overdue;
  private boolean reading;
  private boolean unread;

  /**
   * @param history is told every durable message that passes here
   * @param begun is told when it begins somewhere: what stands before that never passes here
   * @param stalled is told each time that news did not come
   */
  public RoomTail(
      RoomId room,
      RoomLog log,
      Background background,
      Consumer<RoomMessage> history,
      Runnable begun,
      Runnable stalled) {
    this.room = room;
    this.log = log;
    this.background = background;
    this.history = history;
    this.begun = begun;
    this.stalled = stalled;
  }

  /** A session is about to follow from here; news must already be certain to come. */
  public synchronized void startAt(LogPosition position) {
    if (!position.epoch().equals(epoch)) {
      lose();
      epoch = position.epoch();
      seen = position.sequence();
      expected = 0;
      overdue = 0;
      begun.run();
      if (unread) {
        readSoon();
      }
    }
  }

  @Override
  public synchronized void appended(List<LoggedMessage> messages) {
    boolean ours = messages.getFirst().position().epoch().equals(epoch);
    var fresh = ours ? unseen(messages) : messages;
    if (fresh.isEmpty()) {
      return;
    }
    if (ours && !reading && fresh.getFirst().sequence() == seen + 1) {
      pass(fresh);
    } else {
      readSoon();
    }
  }

  private List<LoggedMessage> unseen(List<LoggedMessage> messages) {
    return messages.stream().filter(message -> message.sequence() > seen).toList();
  }

  @Override
  public synchronized void passed(List<EphemeralMessage> messages) {
    for (var feed : feeds) {
      try {
        feed.pass(messages);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, LogEvent.of("not passed on").with("room", room).with("cause", e));
      }
    }
  }

  @Override
  public synchronized void subscribed() {
    readSoon();
  }

  /** The log has come so far; if nobody has told here of it by the turn after next, it is read. */
  public synchronized void expect(LogPosition top) {
    if (top.epoch().equals(epoch)) {
      expected = top.sequence();
    } else if (epoch != null) {
      readSoon();
    }
  }

  private void readWhatIsOverdue() {
    if (overdue > seen && !reading) {
      LOG.log(Level.INFO, LogEvent.of("news did not come").with("room", room));
      stalled.run();
      readSoon();
    }
    overdue = expected > seen ? expected : 0;
  }

  private void pass(List<LoggedMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    seen = messages.getLast().sequence();
    for (var message : messages) {
      if (message.routing().durable()) {
        history.accept(new RoomMessage(room, message));
      }
    }
    var next = Deliveries.of(messages);
    List.copyOf(feeds).stream().filter(Feed::isLive).forEach(feed -> hand(feed, next));
  }

  /** A sink that fails keeps nothing from the others, and gets its messages again. */
  private void hand(Feed feed, Deliveries next) {
    try {
      feed.deliver(next);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, LogEvent.of("message not taken").with("room", room).with("cause", e));
      feed.fallBack();
    }
  }

  private void readSoon() {
    unread = true;
    if (epoch != null && !reading) {
      reading = accepted(() -> background.execute(this::readAll));
    }
  }

  /** False when too much waits already; {@link #readOn} tries again. */
  private boolean accepted(Runnable handOver) {
    try {
      handOver.run();
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, LogEvent.of("too much waits to be read").with("room", room));
      return false;
    }
  }

  /** Goes on where reading had to stop; called from time to time. */
  public synchronized void readOn() {
    readWhatIsOverdue();
    if (unread) {
      readSoon();
    }
    feeds.stream().filter(Feed::isWaiting).forEach(this::catchUpSoon);
  }

  private void readAll() {
    boolean whole = false;
    try {
      while (readOne()) {
        LOG.log(Level.TRACE, "reading on");
      }
      whole = true;
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("log not read").with("room", room).with("code", e.code()));
    } finally {
      if (!whole) {
        stopReading();
      }
    }
  }

  private synchronized void stopReading() {
    reading = false;
    unread = true;
  }

  /** Whether there is more to read. */
  private boolean readOne() {
    Epoch followed;
    long after;
    Set<Feed> covered;
    synchronized (this) {
      unread = false;
      followed = epoch;
      after = seen;
      covered = Set.copyOf(feeds);
    }
    var inboxes = covered.stream().map(feed -> feed.reader().session()).distinct().toList();
    var page = log.read(room, after, inboxes, PAGE);
    synchronized (this) {
      boolean more = unread;
      if (!Objects.equals(followed, epoch)) {
        more = true;
      } else if (page.isEmpty() || !page.get().epoch().equals(epoch)) {
        lose();
      } else {
        take(page.get(), covered);
        more = unread || !page.get().isLast();
      }
      reading = more && epoch != null;
      return reading;
    }
  }

  /**
   * A feed that came while the page was read has to catch up: what waits in its inbox is not on it.
   */
  private void take(LogPage page, Set<Feed> covered) {
    for (var feed : feeds) {
      if (feed.isLive() && !covered.contains(feed)) {
        feed.fallBack();
        catchUpSoon(feed);
      }
    }
    page.holeAfter(seen).ifPresent(this::dropWhoLacks);
    pass(unseen(page.messages()));
    seen = Math.max(seen, page.readTo());
    feeds.stream().filter(Feed::isLive).forEach(feed -> feed.skipTo(seen));
  }

  /** This tail came too late for the buffer: a replay may find in the history what is missing. */
  private void dropWhoLacks(MissingRange missing) {
    LOG.log(Level.INFO, LogEvent.of("tail fell behind").with("room", room));
    feeds.stream()
        .filter(feed -> feed.isLive() && feed.served() < missing.to())
        .toList()
        .forEach(this::drop);
  }

  private void drop(Feed feed) {
    unfollow(feed);
    feed.sink().logLost();
  }

  /** The log this tail followed is gone: everybody is told. */
  private void lose() {
    var lost = List.copyOf(feeds);
    feeds.clear();
    epoch = null;
    lost.forEach(Feed::detach);
    lost.forEach(feed -> feed.sink().logLost());
  }

  /** Lets a session follow from where its feed starts; the feed goes live when it has caught up. */
  public void follow(Feed feed) {
    if (!attach(feed)) {
      feed.sink().logLost();
    }
  }

  /** False when the feed starts in another life of the log. */
  private synchronized boolean attach(Feed feed) {
    if (feed.isDetached()) {
      return true;
    }
    if (!feed.isOf(epoch)) {
      feed.detach();
      return false;
    }
    feeds.add(feed);
    if (feed.served() >= seen) {
      feed.goLive();
    } else {
      catchUpSoon(feed);
    }
    return true;
  }

  private void catchUpSoon(Feed feed) {
    if (accepted(() -> background.executePatient(() -> catchUp(feed)))) {
      feed.catchUp();
    }
  }

  private void catchUp(Feed feed) {
    boolean whole = false;
    try {
      while (isCatchingUp(feed)) {
        if (feed.sink().awaitCapacity(READER_PATIENCE)) {
          serve(feed);
        } else {
          unfollow(feed);
          feed.sink().closeAsSlow();
        }
      }
      whole = true;
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("catch-up waits").with("room", room).with("code", e.code()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!whole) {
        fallBack(feed);
      }
    }
  }

  private synchronized boolean isCatchingUp(Feed feed) {
    return feed.isCatchingUp();
  }

  private synchronized void fallBack(Feed feed) {
    if (feed.isCatchingUp()) {
      feed.fallBack();
    }
  }

  private void serve(Feed feed) {
    long after = served(feed);
    var page = log.read(room, after, List.of(feed.reader().session()), PAGE);
    if (page.isPresent()
        && feed.isOf(page.get().epoch())
        && page.get().holeAfter(after).isEmpty()) {
      deliver(feed, page.get());
    } else {
      drop(feed);
    }
  }

  private synchronized void deliver(Feed feed, LogPage page) {
    var portion = Portion.firstOf(page.messages());
    feed.deliver(Deliveries.of(portion));
    if (portion.size() == page.messages().size()) {
      feed.skipTo(page.readTo());
    }
    if (feed.served() >= seen) {
      feed.goLive();
    }
  }

  public synchronized void unfollow(Feed feed) {
    feed.detach();
    feeds.remove(feed);
  }

  /** Up to where the session of this feed has been served, as a place to go on from. */
  public synchronized long served(Feed feed) {
    return feed.served();
  }

  /** Whether this is the life of the log that is followed. */
  public synchronized boolean follows(Epoch other) {
    return other.equals(epoch);
  }

  public synchronized boolean isIdle() {
    return feeds.isEmpty();
  }
}
