package org.holdline.audit.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditRecordsTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final RoomId OTHER = new RoomId("other");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00.123456Z");
  private static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

  private static @Nullable TestDatabase database;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database().close();
  }

  @BeforeEach
  void empty() {
    database().inTransaction(e -> e.createNativeQuery("DELETE FROM audit_event").executeUpdate());
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  private static <T> T with(Function<AuditRecords, T> work) {
    return database().inTransaction(entities -> work.apply(new AuditRecords(entities)));
  }

  private static void add(AuditRecord... records) {
    with(all -> {
      all.addAll(List.of(records));
      return all;
    });
  }

  private static List<AuditFacts> found(AuditFilter filter) {
    return with(all -> all.newest(filter, null, 10)).stream().map(AuditRecord::facts).toList();
  }

  private static int deleteBefore(Instant instant) {
    return with(all -> all.deleteBefore(instant));
  }

  private static AuditRecord record(
      RoomId room, @Nullable String actor, String action, @Nullable String target, int seconds) {
    return new AuditRecord(
        UUID.randomUUID(),
        new AuditFacts(
            room.value(), actor, action, target, null, null, START.plusSeconds(seconds)));
  }

  @Test
  void whatWasAddedComesBackWholeAndOnce() {
    var facts =
        new AuditFacts("standup", "host", "role-changed", "ada", "observer", "moderator", START);
    var record = new AuditRecord(UUID.randomUUID(), facts);
    add(record);
    add(record);
    assertThat(found(ALL)).containsExactly(facts);
  }

  @Test
  void eachFilterNarrows() {
    var kick = record(ROOM, "host", "participant-kicked", "ada", 0);
    var ban = record(ROOM, "ada", "participant-banned", "eve", 10);
    var closed = record(OTHER, null, "room-closed", null, 20);
    add(kick, ban, closed);
    assertThat(found(ALL)).containsExactly(closed.facts(), ban.facts(), kick.facts());
    assertThat(found(new AuditFilter(ROOM, null, null, null, null)))
        .containsExactly(ban.facts(), kick.facts());
    assertThat(found(new AuditFilter(null, new UserId("ada"), null, null, null)))
        .containsExactly(ban.facts(), kick.facts());
    assertThat(found(new AuditFilter(null, new UserId("eve"), null, null, null)))
        .containsExactly(ban.facts());
    assertThat(found(new AuditFilter(null, null, "room-closed", null, null)))
        .containsExactly(closed.facts());
    assertThat(
            found(new AuditFilter(null, null, null, START.plusSeconds(10), START.plusSeconds(20))))
        .containsExactly(ban.facts());
  }

  @Test
  void pagesMeetWithoutGapOrOverlapAlsoWhereTimesAreEqual() {
    var all = new AuditRecord[7];
    for (int i = 0; i < all.length; i++) {
      all[i] = record(ROOM, "host", "participant-kicked", "u" + i, i / 3);
    }
    add(all);
    var seen = with(records -> records.newest(ALL, null, 100));
    var first = with(records -> records.newest(ALL, null, 4));
    var cursor = AuditCursor.parse(AuditCursor.at(first.getLast()).text()).orElseThrow();
    var second = with(records -> records.newest(ALL, cursor, 4));
    assertThat(second).hasSize(3);
    assertThat(seen)
        .extracting(AuditRecord::id)
        .hasSize(7)
        .startsWith(first.stream().map(AuditRecord::id).toArray(UUID[]::new))
        .endsWith(second.stream().map(AuditRecord::id).toArray(UUID[]::new));
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (var text : List.of("", "1", "x-y", "1-" + "0".repeat(36), "99999999999999999999-")) {
      assertThat(AuditCursor.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatIsOldIsDeleted() {
    add(
        record(ROOM, "host", "participant-kicked", "ada", 0),
        record(ROOM, "host", "participant-kicked", "bob", 10));
    assertThat(deleteBefore(START.plusSeconds(10))).isEqualTo(1);
    assertThat(found(ALL)).extracting(AuditFacts::targetId).containsExactly("bob");
  }
}
