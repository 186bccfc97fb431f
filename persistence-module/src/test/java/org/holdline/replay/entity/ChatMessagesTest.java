package org.holdline.replay.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.replay.entity.ChatQuery.Since;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatMessagesTest {
  private static final RoomId ROOM = new RoomId("standup");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");
  private static final Parties BY_ADA = new Parties(ADA, null, null, null);
  private static final Parties ADA_TO_BOB = new Parties(ADA, null, BOB, null);
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

  private static HistoryMessage row(
      String type, long sequence, Parties parties, String body, RoomId room) {
    return new HistoryMessage(
        HistoryKey.of(room, "e1", sequence),
        sequence - 1,
        type,
        parties,
        body,
        START.plusMillis(sequence));
  }

  private static HistoryMessage said(long sequence, String id, String content) {
    return row("chat-message", sequence, BY_ADA, body(id, content), ROOM);
  }

  private static HistoryMessage edited(long sequence, String id, String content) {
    return row("chat-edit", sequence, BY_ADA, body(id, content), ROOM);
  }

  private static HistoryMessage deleted(long sequence, String id) {
    return row(
        "chat-delete", sequence, BY_ADA, "{\"payload\":{\"message_id\":\"" + id + "\"}}", ROOM);
  }

  /** As the codec writes it. */
  private static String body(String id, String content) {
    return "{\"type\":\"chat\",\"payload\":{\"message_id\":\""
        + id
        + "\",\"user_id\":\"ada\",\"username\":\"A \\\"content\\\":\\\"trap\\\"\",\"content\":\""
        + content
        + "\",\"timestamp\":\"2026-11-21T09:00:00.123Z\"},\"room_id\":\"standup\"}";
  }

  @Test
  void chatIsForThoseItWasMeantFor() {
    add(
        row("chat-message", 1, BY_ADA, "{}", ROOM),
        row("chat-message", 2, ADA_TO_BOB, "{}", ROOM),
        row("chat-message", 3, new Parties(BOB, null, ADA, null), "{}", ROOM),
        row("chat-message", 4, new Parties(ADA, null, null, new SessionId("s_9")), "{}", ROOM));
    assertThat(sequences(page(ADA, null, 10))).containsExactly(4L, 3L, 2L, 1L);
    assertThat(sequences(page(BOB, null, 10))).containsExactly(3L, 2L, 1L);
    assertThat(sequences(page(EVE, null, 10))).containsExactly(1L);
  }

  @Test
  void pagesOfChatGoBackAcrossEpochsWithoutHolesOrDoubles() {
    var all = new ArrayList<HistoryMessage>();
    for (long n = 1; n <= 10; n++) {
      all.add(at("e9", n, START.plusMillis(n / 3)));
      all.add(at("e1", n, START.plusMillis(20 + n / 3)));
    }
    add(all);
    add(row("user-left", 11, BY_ADA, "{}", ROOM));
    var seen = new ArrayList<String>();
    var page = page(ADA, null, 3);
    while (!page.isEmpty()) {
      page.forEach(m -> seen.add(m.epoch() + "-" + m.sequence()));
      page = page(ADA, ChatCursor.at(page.getLast()), 3);
    }
    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo("e1-10");
    assertThat(seen.getLast()).isEqualTo("e9-1");
  }

  private static HistoryMessage at(String epoch, long sequence, Instant sentAt) {
    var key = HistoryKey.of(ROOM, epoch, sequence);
    return new HistoryMessage(key, sequence - 1, "chat-message", BY_ADA, "{}", sentAt);
  }

  @Test
  void whoMaySeeOnlyWhatCameAfterHimSeesNothingEarlier() {
    add(at("e0", 9, START), said(1, "m1", "a"), said(2, "m2", "b"), said(3, "m3", "c"));
    var since = new ChatQuery(ROOM, ADA, null, new Since("e1", 1), null, 10);
    assertThat(sequences(read(chat -> chat.find(since)))).containsExactly(3L, 2L);
  }

  @Test
  void whatSpeaksOfAMessageIsFoundByItsIdInWhateverOrderItWasWritten() {
    add(deleted(9, "m1"), edited(5, "m1", "second"), said(3, "m2", "other"));
    add(said(1, "m1", "first"), row("chat-message", 8, BY_ADA, body("m1", "x"), new RoomId("far")));
    add(row("media-control", 7, BY_ADA, body("m1", "no chat"), ROOM));
    assertThat(sequences(about("m1"))).containsExactly(1L, 5L, 9L);
    assertThat(about("m1")).extracting(HistoryMessage::messageId).containsOnly("m1");
    assertThat(sequences(about("m1", "m2"))).containsExactly(1L, 3L, 5L, 9L);
    assertThat(about("m")).isEmpty();
  }

  @Test
  void messagesAreFoundByTheirWords() {
    add(said(1, "m1", "The Eagle has landed"), said(2, "m2", "eagles fly"), said(3, "m3", "tee"));
    assertThat(search(ADA, "eagle")).containsExactly(1L);
    assertThat(search(ADA, "LANDED the")).containsExactly(1L);
    assertThat(search(ADA, "eagle or tee")).containsExactly(3L, 1L);
    assertThat(search(ADA, "\"has landed\"")).containsExactly(1L);
    assertThat(search(ADA, "the -eagle")).isEmpty();
    assertThat(search(ADA, "trap ada standup")).as("only what was said").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "a & | ! (", ":*", "\\", "%", "\u00e4 \ud83d\ude00", " "})
  void whateverIsSearchedForIsNoFault(String words) {
    add(said(1, "m1", "hello"));
    assertThat(search(ADA, words)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "one\\ntwo, two",
    "say \\\"cheese\\\" now, cheese",
    "back\\\\slash, slash",
    "\u00c4pfel und Birnen, \u00e4pfel",
    "a\\u2028b c, b",
    "ends with\\\\, with"
  })
  void escapedCharactersDivideWords(String content, String word) {
    add(said(1, "m1", content));
    assertThat(search(ADA, word)).containsExactly(1L);
  }

  @Test
  void whatWasEditedIsFoundByWhatItSaysNow() {
    add(said(1, "m1", "red"), edited(2, "m1", "green"), edited(3, "m1", "blue"));
    assertThat(search(ADA, "blue")).containsExactly(1L);
    assertThat(search(ADA, "green")).isEmpty();
    assertThat(search(ADA, "red")).isEmpty();
  }

  @Test
  void whatWasDeletedIsNotFound() {
    add(said(1, "m1", "secret"), deleted(2, "m1"), edited(3, "m1", "secret again"));
    assertThat(search(ADA, "secret")).isEmpty();
  }

  @Test
  void nobodyFindsWhatWasNotMeantForHim() {
    add(row("chat-message", 1, ADA_TO_BOB, body("m1", "between us"), ROOM));
    assertThat(search(ADA, "between")).containsExactly(1L);
    assertThat(search(BOB, "between")).containsExactly(1L);
    assertThat(search(EVE, "between")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "no json", "{\"message_id\":\"a b\"}", "\u00e4\\"})
  void aDamagedBodyKeepsNothingOut(String body) {
    add(row("chat-message", 1, BY_ADA, body, ROOM), said(2, "m2", "whole"));
    assertThat(search(ADA, "whole")).containsExactly(2L);
    assertThat(sequences(page(ADA, null, 10))).containsExactly(2L, 1L);
  }

  private static List<Long> sequences(List<HistoryMessage> messages) {
    return messages.stream().map(HistoryMessage::sequence).toList();
  }

  private static List<HistoryMessage> page(UserId reader, @Nullable ChatCursor before, int limit) {
    return read(chat -> chat.find(new ChatQuery(ROOM, reader, before, null, null, limit)));
  }

  private static List<Long> search(UserId reader, String words) {
    return sequences(read(chat -> chat.find(new ChatQuery(ROOM, reader, null, null, words, 10))));
  }

  private static List<HistoryMessage> about(String... ids) {
    return read(chat -> chat.about(ROOM, List.of(ids)));
  }

  private static void add(HistoryMessage... messages) {
    add(List.of(messages));
  }

  private static void add(List<HistoryMessage> messages) {
    database()
        .inTransaction(e -> {
          new MessageHistory(e).addAll(messages);
          return messages;
        });
  }

  private static <T> T read(Function<ChatMessages, T> work) {
    return database().inTransaction(e -> work.apply(new ChatMessages(e)));
  }

  private static TestDatabase database() {
    return Objects.requireNonNull(database);
  }
}
