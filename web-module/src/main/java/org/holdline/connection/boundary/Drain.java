package org.holdline.connection.boundary;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.holdline.audit.control.WrittenTrail;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.NodeDuty;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.WriteBehind;
import org.holdline.room.entity.RoomId;

/**
 * Empties this node before it stops: lets nobody in, sends everybody elsewhere a few at a time, and
 * waits until their sessions are handed over and what they said and decided is written.
 * Thread-safe.
 */
final class Drain implements NodeMXBean {
  private static final System.Logger LOG = System.getLogger(Drain.class.getName());

  /** In which a balancer that asks every second sees that this node is no longer ready. */
  private static final Duration NOTICE = Duration.ofSeconds(2);

  /**
   * At a pace at which the other nodes let them in at once: whoever is not sent yet is served on,
   * whoever waits at another door is not.
   */
  private static final long PARTED_PER_STEP = 8;

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Nobody is made to wait longer than that for his close: so many steps at most. */
  private final long stepsMax;

  private final Duration limit;
  private final NodeDuty duty;
  private final Connections connections;
  private final RoomTails tails;
  private final WriteBehind history;
  private final WrittenTrail audit;

  Drain(
      ConnectionSettings settings,
      NodeDuty duty,
      Connections connections,
      RoomTails tails,
      WriteBehind history,
      WrittenTrail audit) {
    this.limit = settings.drainMax();
    this.stepsMax = Math.max(1, limit.dividedBy(2).dividedBy(STEP));
    this.duty = duty;
    this.connections = connections;
    this.tails = tails;
    this.history = history;
    this.audit = audit;
  }

  @Override
  public int getConnections() {
    return connections.count();
  }

  @Override
  public boolean isDraining() {
    return duty.hasEnded();
  }

  @Override
  public synchronized void drain() {
    duty.end();
    int before = connections.count();
    long begun = System.nanoTime();
    try {
      part(before);
      boolean empty = await(begun + limit.toNanos(), this::isEmpty);
      var spent = Duration.ofNanos(System.nanoTime() - begun);
      LOG.log(
          empty ? Level.INFO : Level.WARNING,
          LogEvent.of(empty ? "node drained" : "node not drained in time")
              .with("connections", before)
              .with("millis", spent.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void part(int before) throws InterruptedException {
    if (before == 0) {
      return;
    }
    LOG.log(Level.INFO, LogEvent.of("node drains").with("connections", before));
    TimeUnit.NANOSECONDS.sleep(NOTICE.toNanos());
    int each = (int) Math.max(PARTED_PER_STEP, 1 + before / stepsMax);
    while (connections.count() > 0) {
      connections.part(each);
      TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
    }
  }

  /** Nobody is in a room through this node, and nothing waits to be written. */
  private boolean isEmpty() {
    return connections.count() == 0
        && tails.rooms().stream().allMatch(RoomId::isOfNode)
        && history.isSettled()
        && audit.isSettled();
  }

  private static boolean await(long end, BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }
}
