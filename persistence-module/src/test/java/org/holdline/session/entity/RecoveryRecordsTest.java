package org.holdline.session.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryRecordsTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final RoomId OTHER = new RoomId("other");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00.123456Z");

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
    database()
        .inTransaction(e -> e.createNativeQuery("DELETE FROM recovery_record").executeUpdate());
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  private static <T> T with(Function<RecoveryRecords, T> work) {
    return database().inTransaction(entities -> work.apply(new RecoveryRecords(entities)));
  }

  private static List<RecoveryRecord> newest(@Nullable RoomId room, int limit) {
    return with(all -> all.newest(room, limit));
  }

  private static Optional<RecoveryRecord> latest(RoomId room, String user) {
    return with(all -> all.findLatest(room, new UserId(user)));
  }

  private static int deleteBefore(Instant instant) {
    return with(all -> all.deleteBefore(instant));
  }

  private static void add(RecoveryRecord... records) {
    with(all -> {
      all.addAll(List.of(records));
      return all;
    });
  }

  private static RecoveryRecord record(RoomId room, String user, long generation, Instant at) {
    var facts =
        new RecoveryFacts(
            room.value(),
            user,
            "silent",
            1700,
            null,
            -1,
            "e1",
            7,
            12,
            4,
            "trimmed",
            8L,
            9L,
            null,
            "node-a",
            at);
    return new RecoveryRecord(new RecoveryKey("s_" + user, generation), facts);
  }

  @Test
  void whatWasAddedComesBackWhole() {
    var record = record(ROOM, "ada", 2, START);
    add(record);
    var found = newest(ROOM, 10);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().key()).isEqualTo(record.key());
    assertThat(found.getFirst().facts()).isEqualTo(record.facts());
  }

  @Test
  void aResumeHasOneRecordHoweverOftenItIsWritten() {
    add(record(ROOM, "ada", 2, START));
    add(record(ROOM, "ada", 2, START.plusSeconds(9)), record(ROOM, "ada", 3, START));
    assertThat(newest(null, 10)).hasSize(2);
  }

  @Test
  void theNewestComeFirstOfOneRoomOrOfAll() {
    add(
        record(ROOM, "ada", 2, START),
        record(OTHER, "bob", 2, START.plusSeconds(1)),
        record(ROOM, "bob", 5, START.plusSeconds(2)));
    assertThat(newest(ROOM, 10))
        .extracting(each -> each.key().generation())
        .containsExactly(5L, 2L);
    assertThat(newest(null, 2))
        .extracting(each -> each.facts().roomId())
        .containsExactly("standup", "other");
  }

  @Test
  void aUserSeesHisLatestInTheRoom() {
    add(
        record(ROOM, "ada", 2, START),
        record(ROOM, "ada", 3, START.plusSeconds(1)),
        record(ROOM, "bob", 9, START.plusSeconds(2)));
    var latest = latest(ROOM, "ada");
    assertThat(latest).map(each -> each.key().generation()).hasValue(3L);
    assertThat(latest(OTHER, "ada")).isEmpty();
  }

  @Test
  void whatIsOldIsDeleted() {
    add(record(ROOM, "ada", 2, START), record(ROOM, "ada", 3, START.plusSeconds(10)));
    assertThat(deleteBefore(START.plusSeconds(10))).isEqualTo(1);
    assertThat(newest(ROOM, 10)).hasSize(1);
  }
}
