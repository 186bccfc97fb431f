package org.holdline.replay.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageHistoryTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final RoomId OTHER = new RoomId("other");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
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
        .inTransaction(e -> e.createNativeQuery("DELETE FROM history_message").executeUpdate());
  }

  @Test
  void whatWasAddedComesBackWhole() {
    var parties = new Parties(ADA, new SessionId("s_1"), BOB, new SessionId("s_2"));
    var body = "{\"type\":\"chat-message\",\"payload\":{\"content\":\"\\u0000 „ok“ 🎈\"}}";
    add(new HistoryMessage(HistoryKey.of(ROOM, "e1", 7), 5, "chat-message", parties, body, START));
    var found = range("e1", 0, Long.MAX_VALUE, 10);
    assertThat(found).hasSize(1);
    var message = found.getFirst();
    assertThat(message.room()).isEqualTo(ROOM);
    assertThat(message.previousSequence()).isEqualTo(5);
    assertThat(message.parties()).isEqualTo(parties);
    assertThat(message.body()).isEqualTo(body);
    assertThat(message.sentAt()).isEqualTo(START);
  }

  @Test
  void addingTwiceChangesNothing() {
    add(chat("e1", 1, 0, Parties.SERVER_TO_ALL), chat("e1", 2, 1, Parties.SERVER_TO_ALL));
    add(chat("e1", 2, 0, fromTo(ADA, BOB)), chat("e1", 3, 2, Parties.SERVER_TO_ALL));
    assertThat(range("e1", 0, 9, 10))
        .extracting(HistoryMessage::sequence, HistoryMessage::previousSequence)
        .containsExactly(tuple(1, 0), tuple(2, 1), tuple(3, 2));
  }

  @Test
  void oneBatchMayHoldTheSameMessageTwice() {
    add(chat("e1", 1, 0, Parties.SERVER_TO_ALL), chat("e1", 1, 0, Parties.SERVER_TO_ALL));
    assertThat(range("e1", 0, 9, 10)).hasSize(1);
  }

  @Test
  void aRangeIsOpenBelowClosedAboveAscendingAndLimited() {
    add(LongStream.of(5, 3, 1, 4, 2).mapToObj(n -> chat("e1", n, n - 1, broadcast(ADA))).toList());
    assertThat(range("e1", 1, 4, 10))
        .extracting(HistoryMessage::sequence)
        .containsExactly(2L, 3L, 4L);
    assertThat(range("e1", 1, 5, 2)).extracting(HistoryMessage::sequence).containsExactly(2L, 3L);
  }

  @Test
  void epochsAndRoomsAreApart() {
    add(chat("e1", 4, 0, broadcast(ADA)));
    add(
        new HistoryMessage(
            HistoryKey.of(OTHER, "e1", 9), 0, "role-updated", broadcast(ADA), "{}", START));
    assertThat(range("e2", 0, 9, 10)).isEmpty();
    assertThat(last(ROOM, "e1")).isEqualTo(4);
    assertThat(last(ROOM, "e2")).isZero();
    assertThat(last(OTHER, "e1")).isEqualTo(9);
  }

  @Test
  void whatIsTooOldIsDeleted() {
    add(at("e1", 1, START), at("e1", 2, START.plusSeconds(1)), at("e1", 3, START.plusSeconds(2)));
    int deleted = read(h -> h.deleteBefore(START.plusSeconds(1)));
    assertThat(deleted).isEqualTo(1);
    assertThat(sequences(range("e1", 0, 9, 10))).containsExactly(2L, 3L);
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailableNotAFault() {
    try (var gone = new TestDatabase()) {
      assertThatThrownBy(() -> gone.inTransaction(e -> refusalAfterTheServerStopped(gone, e)))
          .isInstanceOf(PersistenceException.class);
    }
  }

  private static UnavailableException refusalAfterTheServerStopped(
      TestDatabase gone, EntityManager entities) {
    gone.stopServer();
    var history = new MessageHistory(entities);
    var refusal =
        catchThrowableOfType(
            UnavailableException.class, () -> history.addAll(List.of(at("e1", 1, START))));
    assertThat(refusal.code()).isEqualTo("database_unavailable");
    return refusal;
  }

  private static Tuple tuple(long sequence, long previous) {
    return Tuple.tuple(sequence, previous);
  }

  private static HistoryMessage chat(String epoch, long sequence, long previous, Parties parties) {
    return new HistoryMessage(
        HistoryKey.of(ROOM, epoch, sequence),
        previous,
        "chat-message",
        parties,
        "{}",
        START.plusMillis(sequence));
  }

  private static HistoryMessage at(String epoch, long sequence, Instant sentAt) {
    var key = HistoryKey.of(ROOM, epoch, sequence);
    return new HistoryMessage(key, sequence - 1, "chat-message", broadcast(ADA), "{}", sentAt);
  }

  private static Parties broadcast(UserId sender) {
    return new Parties(sender, null, null, null);
  }

  private static Parties fromTo(UserId sender, UserId target) {
    return new Parties(sender, null, target, null);
  }

  private static List<Long> sequences(List<HistoryMessage> messages) {
    return messages.stream().map(HistoryMessage::sequence).toList();
  }

  private static List<HistoryMessage> range(String epoch, long after, long upTo, int limit) {
    return read(h -> h.range(ROOM, epoch, after, upTo, limit));
  }

  private static long last(RoomId room, String epoch) {
    return read(h -> h.lastSequence(room, epoch));
  }

  private static void add(HistoryMessage... messages) {
    add(List.of(messages));
  }

  private static void add(List<HistoryMessage> messages) {
    read(h -> {
      h.addAll(messages);
      return messages;
    });
  }

  private static <T> T read(Function<MessageHistory, T> work) {
    return database().inTransaction(e -> work.apply(new MessageHistory(e)));
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }
}
