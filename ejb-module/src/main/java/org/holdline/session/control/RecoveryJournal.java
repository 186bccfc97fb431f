package org.holdline.session.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.session.entity.RecoveryRecord;

/**
 * Logs and counts each resume and writes its record behind. Evidence never holds anybody up: what
 * the queue has no place for, because the database is away for long, is dropped and counted.
 * Thread-safe.
 */
public final class RecoveryJournal {
  /** How often the queue is written. */
  public static final Duration PAUSE = Duration.ofMillis(500);

  static final int QUEUE_MAX = 10_000;
  private static final System.Logger LOG = System.getLogger(RecoveryJournal.class.getName());
  private static final int BATCH_MAX = 500;
  private static final int REST_TURNS = 10;

  private final Meters meters;
  private final Consumer<List<RecoveryRecord>> store;
  private final BlockingQueue<RecoveryRecord> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final List<RecoveryRecord> batch = new ArrayList<>();
  private int resting;

  /**
   * @param store writes a batch, or throws UnavailableException and is given it again
   */
  public RecoveryJournal(Meters meters, Consumer<List<RecoveryRecord>> store) {
    this.meters = meters;
    this.store = store;
  }

  /** Never blocks. */
  void note(RecoveryRecord done) {
    log(done);
    count(done);
    if (!queue.offer(done)) {
      meters.count(Metric.RECOVERY_RECORDS_DROPPED);
    }
  }

  private static void log(RecoveryRecord done) {
    var facts = done.facts();
    var event =
        LogEvent.of("session resumed")
            .with("room", facts.roomId())
            .with("session", done.key().sessionId())
            .with("generation", done.key().generation())
            .with("cause", facts.cause())
            .with("away_ms", facts.awayMillis())
            .with("asked", facts.askedSequence())
            .with("from", facts.fromSequence())
            .with("to", facts.toSequence())
            .with("replayed", facts.replayed())
            .with("outcome", facts.outcome());
    if (facts.missingFrom() != null) {
      event.with("missing", facts.missingFrom() + "-" + facts.missingTo());
    }
    LOG.log(
        Level.INFO,
        event.with("took_ms", facts.tookMillis() == null ? "broken-off" : facts.tookMillis()));
  }

  private void count(RecoveryRecord done) {
    var facts = done.facts();
    meters.count(Metric.RECOVERIES, facts.outcome(), facts.cause());
    meters.record(Metric.RECOVERY_AWAY_MILLISECONDS, facts.awayMillis());
    meters.record(Metric.RECOVERY_MESSAGES, facts.replayed());
    var took = facts.tookMillis();
    if (took == null) {
      meters.count(Metric.RECOVERIES_BROKEN_OFF);
    } else {
      meters.record(Metric.RECOVERY_MILLISECONDS, took);
    }
  }

  /** The timer's call: writes what has come, but after a failure only after some turns of rest. */
  public void turn() {
    if (resting > 0) {
      resting--;
    } else if (!flush()) {
      resting = REST_TURNS;
    }
  }

  /** False when the database is away; the batch is kept. */
  private boolean flush() {
    try {
      while (fill()) {
        store.accept(List.copyOf(batch));
        batch.clear();
      }
      return true;
    } catch (UnavailableException e) {
      LOG.log(Level.WARNING, LogEvent.of("recoveries not written").with("code", e.code()));
      return false;
    } catch (RuntimeException e) {
      meters.add(Metric.RECOVERY_RECORDS_DROPPED, batch.size());
      LOG.log(Level.ERROR, "recoveries refused by the database", e);
      batch.clear();
      return false;
    }
  }

  /** A batch that failed before is written again. */
  private boolean fill() {
    queue.drainTo(batch, BATCH_MAX - batch.size());
    return !batch.isEmpty();
  }
}
