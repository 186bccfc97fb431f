package org.holdline.replay.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.HealthComponent;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Whether messages are delivered at this node. A canary goes the way of every message: append
 * script, Redis, subscriber connection, tail, feed, and a task of the executor as a connection's
 * outbox takes. When the youngest one heard is too old, delivery is down, whatever else answers.
 */
public final class Canary implements HealthComponent {
  /** How often one is sent. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** A canary that is older is overdue. */
  public static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final System.Logger LOG = System.getLogger(Canary.class.getName());

  /** A feed that brings nothing for so many times the patience is given up for another. */
  private static final int PATIENCES = 3;

  private static final int WAYS_MAX = 300;

  private final CanaryLog log;
  private final RoomTails tails;
  private final Background background;
  private final Meters meters;
  private final long patienceNanos;
  private final AtomicLong youngestHeard = new AtomicLong(System.nanoTime());
  private final RecentTimes ways = new RecentTimes(WAYS_MAX);
  private @Nullable RoomTail tail;
  private long followedFrom;
  private volatile boolean lost;

  public Canary(
      CanaryLog log, RoomTails tails, Background background, Meters meters, Duration patience) {
    this.log = log;
    this.tails = tails;
    this.background = background;
    this.meters = meters;
    this.patienceNanos = patience.toNanos();
  }

  /** The end of a canary's way. */
  private final class Ear implements MessageSink {
    @Override
    public void deliver(Deliveries next) {
      try {
        background.execute(
            () -> next.messages().forEach(each -> heard(Long.parseLong(each.body()))));
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, LogEvent.of("canary not heard").with("cause", e));
      }
    }

    @Override
    public void pass(List<String> envelopes) {}

    @Override
    public boolean awaitCapacity(Duration max) {
      return true;
    }

    @Override
    public void closeAsSlow() {
      lost = true;
    }

    @Override
    public void logLost() {
      lost = true;
    }
  }

  private void heard(long sentNanos) {
    youngestHeard.accumulateAndGet(sentNanos, (one, other) -> one - other > 0 ? one : other);
    long way = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNanos);
    meters.record(Metric.CANARY_MILLISECONDS, way);
    ways.add(way);
  }

  /** Of the last five minutes; nothing before the first was heard. */
  public Optional<Latency> latency() {
    return ways.spread();
  }

  /** Sends one; the timer's call. */
  public void turn() {
    try {
      if (tail == null || lost || isOverdue(followedFrom, PATIENCES)) {
        follow();
      }
      log.append(Long.toString(System.nanoTime()));
    } catch (SessionGoneException e) {
      lost = true;
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("canary not sent").with("code", e.code()));
    }
  }

  private void follow() {
    if (tail != null) {
      tail = null;
      tails.close(log.room());
    }
    var position = log.open();
    var opened = tails.open(log.room());
    tail = opened;
    followedFrom = System.nanoTime();
    lost = false;
    opened.startAt(position);
    opened.follow(new Feed(log.reader(), new Ear(), position));
  }

  /** Neither heard nor followed since. */
  private boolean isOverdue(long since, int patiences) {
    long heard = youngestHeard.get();
    long latest = heard - since > 0 ? heard : since;
    return System.nanoTime() - latest > patiences * patienceNanos;
  }

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public boolean isVital() {
    return true;
  }

  @Override
  public void check() {
    if (isOverdue(youngestHeard.get(), 1)) {
      throw new IllegalStateException("messages are not delivered");
    }
  }
}
