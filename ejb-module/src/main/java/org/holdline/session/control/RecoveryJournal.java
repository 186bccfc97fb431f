package org.holdline.session.control;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.session.entity.RecoveryRecord;

/**
 * Logs and counts each resume and writes its record behind. Evidence never holds anybody up: what
 * the queue has no place for, because the database is away for long, is dropped and counted.
 * Thread-safe.
 */
public final class RecoveryJournal {
  private static final System.Logger LOG = System.getLogger(RecoveryJournal.class.getName());

  private final Meters meters;
  private final BatchWriter<RecoveryRecord> writer;

  /**
   * @param store writes a batch, or throws UnavailableException and is given it again
   */
  public RecoveryJournal(Meters meters, Consumer<List<RecoveryRecord>> store) {
    this.meters = meters;
    this.writer =
        new BatchWriter<>("recoveries", store, () -> meters.count(Metric.RECOVERY_RECORDS_DROPPED));
  }

  /** Never blocks. */
  void note(RecoveryRecord done) {
    log(done);
    count(done);
    if (!writer.offer(done)) {
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

  /** The timer's call: writes what has come. */
  public void turn() {
    writer.turn();
  }
}
