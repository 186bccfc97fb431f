package org.holdline.session.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.session.entity.RecoveryFacts;
import org.holdline.session.entity.RecoveryKey;
import org.holdline.session.entity.RecoveryRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evidence is counted at once, written behind, and holds nobody up. */
class RecoveryJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private final InMemoryMeters meters = new InMemoryMeters();
  private final List<RecoveryRecord> written = new ArrayList<>();
  private @Nullable RuntimeException trouble;
  private final RecoveryJournal journal = new RecoveryJournal(meters, this::write);

  private void write(List<RecoveryRecord> done) {
    if (trouble != null) {
      throw trouble;
    }
    written.addAll(done);
  }

  private static RecoveryRecord record(long generation, String outcome, @Nullable Long took) {
    return new RecoveryRecord(
        new RecoveryKey("s_1", generation),
        new RecoveryFacts(
            "room", "ada", "silent", 1700, null, 3, "e", 3, 9, 4, outcome, null, null, took, "node",
            NOW));
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      journal.turn();
    }
  }

  @Test
  void eachResumeIsCountedByOutcomeAndCause() {
    journal.note(record(2, RecoveryFacts.COMPLETE, 12L));
    journal.note(record(3, "trimmed", 15L));
    journal.note(record(4, "trimmed", null));
    assertThat(meters.counted(Metric.RECOVERIES, "complete", "silent")).isEqualTo(1);
    assertThat(meters.counted(Metric.RECOVERIES, "trimmed", "silent")).isEqualTo(2);
    assertThat(meters.counted(Metric.RECOVERIES_BROKEN_OFF)).isEqualTo(1);
    assertThat(meters.recorded(Metric.RECOVERY_MILLISECONDS)).containsExactly(12L, 15L);
    assertThat(meters.recorded(Metric.RECOVERY_AWAY_MILLISECONDS)).hasSize(3);
    assertThat(meters.recorded(Metric.RECOVERY_MESSAGES)).containsOnly(4L);
  }

  @Test
  void whatIsNotedIsWrittenByTheTimer() {
    for (int i = 0; i < 1200; i++) {
      journal.note(record(i, RecoveryFacts.COMPLETE, 1L));
    }
    assertThat(written).isEmpty();
    journal.turn();
    assertThat(written).hasSize(1200);
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedFor() {
    trouble = new UnavailableException("database_unavailable", "away");
    journal.note(record(1, RecoveryFacts.COMPLETE, 1L));
    turns(5);
    trouble = null;
    journal.note(record(2, RecoveryFacts.COMPLETE, 1L));
    turns(20);
    assertThat(written).extracting(each -> each.key().generation()).containsExactly(1L, 2L);
    assertThat(meters.counted(Metric.RECOVERY_RECORDS_DROPPED)).isZero();
  }

  @Test
  void aFullQueueDropsAndCounts() {
    for (int i = 0; i < BatchWriter.QUEUE_MAX + 7; i++) {
      journal.note(record(i, RecoveryFacts.COMPLETE, 1L));
    }
    assertThat(meters.counted(Metric.RECOVERY_RECORDS_DROPPED)).isEqualTo(7);
    journal.turn();
    assertThat(written).hasSize(BatchWriter.QUEUE_MAX);
  }

  @Test
  void whatTheDatabaseWillNeverTakeIsDroppedAndCounted() {
    trouble = new IllegalStateException("refused");
    journal.note(record(1, RecoveryFacts.COMPLETE, 1L));
    journal.turn();
    trouble = null;
    turns(20);
    assertThat(written).isEmpty();
    assertThat(meters.counted(Metric.RECOVERY_RECORDS_DROPPED)).isEqualTo(1);
  }
}
