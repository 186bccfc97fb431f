package org.holdline.audit.control;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.holdline.audit.entity.AuditFacts;
import org.holdline.audit.entity.AuditRecord;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Logs each decision and writes it behind. One that finds no place, because the database is away
 * for long, waits for it, and is at worst in the log only. Thread-safe.
 */
public final class WrittenTrail implements AuditTrail {
  /** How long a decision waits for a place at most. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(WrittenTrail.class.getName());

  private final Clock clock;
  private final Meters meters;
  private final Duration patience;
  private final BatchWriter<AuditRecord> writer;

  /**
   * @param store writes a batch, or throws UnavailableException and is given it again
   */
  public WrittenTrail(Clock clock, Meters meters, Consumer<List<AuditRecord>> store) {
    this(clock, meters, PATIENCE, store);
  }

  WrittenTrail(Clock clock, Meters meters, Duration patience, Consumer<List<AuditRecord>> store) {
    this.clock = clock;
    this.meters = meters;
    this.patience = patience;
    this.writer = new BatchWriter<>("audit", store, () -> meters.count(Metric.AUDIT_LOST));
    meters.show(Metric.AUDIT_WAITING, writer::waiting);
  }

  @Override
  public void record(AuditEvent event) {
    LOG.log(Level.INFO, line("audited", event));
    var decided = record(UUID.randomUUID(), event);
    if (!writer.offer(decided)) {
      LOG.log(Level.WARNING, line("audit waits for the database", event));
      if (!writer.offer(decided, patience)) {
        meters.count(Metric.AUDIT_LOST);
        LOG.log(Level.ERROR, line("audited in this log only", event));
      }
    }
  }

  private AuditRecord record(UUID id, AuditEvent event) {
    return new AuditRecord(
        id,
        new AuditFacts(
            event.room().value(),
            text(event.actor()),
            event.action().wireName(),
            text(event.target()),
            event.before(),
            event.after(),
            clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  private static @Nullable String text(@Nullable UserId user) {
    return user == null ? null : user.value();
  }

  private static LogEvent line(String title, AuditEvent event) {
    var line =
        LogEvent.of(title).with("room", event.room()).with("action", event.action().wireName());
    if (event.actor() != null) {
      line.with("by", event.actor());
    }
    if (event.target() != null) {
      line.with("user", event.target());
    }
    return line;
  }

  /** The timer's call: writes what has come. */
  public void turn() {
    writer.turn();
  }

  /** Whether all that has come is written. */
  public boolean isSettled() {
    return writer.isSettled();
  }
}
