package org.holdline.audit.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.holdline.audit.entity.AuditFacts;
import org.holdline.audit.entity.AuditRecord;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.junit.jupiter.api.Test;

/** Every decision is written, or said to be lost. */
class WrittenTrailTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.123456Z");
  private static final AuditEvent KICK =
      AuditEvent.of(
          new RoomId("room"),
          new UserId("host"),
          AuditAction.PARTICIPANT_KICKED,
          new UserId("ada"));

  private final InMemoryMeters meters = new InMemoryMeters();
  private final List<AuditRecord> written = new ArrayList<>();
  private boolean away;
  private final WrittenTrail trail =
      new WrittenTrail(
          Clock.fixed(NOW.plusNanos(789), ZoneOffset.UTC),
          meters,
          Duration.ofMillis(1),
          this::store);

  private void store(List<AuditRecord> decided) {
    if (away) {
      throw new UnavailableException("database_unavailable", "away");
    }
    written.addAll(decided);
  }

  @Test
  void aDecisionIsWrittenWithItsTimeAsTheDatabaseKeepsIt() {
    trail.record(KICK);
    assertThat(trail.isSettled()).isFalse();
    trail.turn();
    assertThat(trail.isSettled()).isTrue();
    assertThat(written)
        .extracting(AuditRecord::facts)
        .containsExactly(
            new AuditFacts("room", "host", "participant-kicked", "ada", null, null, NOW));
  }

  @Test
  void eachDecisionIsOneOfItsOwnHoweverAlikeTheyAre() {
    trail.record(KICK);
    trail.record(KICK);
    trail.turn();
    assertThat(written).extracting(AuditRecord::id).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void whatFindsNoPlaceInTimeIsCounted() {
    away = true;
    for (int i = 0; i < BatchWriter.QUEUE_MAX; i++) {
      trail.record(KICK);
    }
    assertThat(meters.counted(Metric.AUDIT_LOST)).isZero();
    trail.record(KICK);
    assertThat(meters.counted(Metric.AUDIT_LOST)).isOne();
    away = false;
    trail.turn();
    assertThat(written).hasSize(BatchWriter.QUEUE_MAX);
  }
}
