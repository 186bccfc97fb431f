package org.holdline.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdline.chat.control.ChatEntry;
import org.holdline.chat.control.ChatHistory;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Background;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.HistoryLedger;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.ChatQuery;
import org.holdline.replay.entity.HistoryKey;
import org.holdline.replay.entity.HistoryMessage;
import org.holdline.replay.entity.Parties;
import org.holdline.room.entity.RoomId;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The session beans and the managed executors, called inside the server. The order matters at the
 * end alone, where the database goes away and comes back.
 */
@ArquillianTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BeansIT {
  private static final UserId ADA = new UserId("ada");
  private static final UserId ALAN = new UserId("alan");
  private static final UserId GRACE = new UserId("grace");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00.123456Z");
  private static final String EPOCH = "epoch-1";
  private static final int LIMIT_S = 20;

  /** After those without an order, which JUnit puts in the middle. */
  private static final int DATABASE_GOES = 2_000_000_000;

  private final RoomId room = new RoomId("room-" + UUID.randomUUID());

  @Inject private HistoryLedger ledger;
  @Inject private ChatHistory chats;
  @Inject private Background background;

  @Deployment
  static WebArchive application() {
    return Deployed.withTests(BeansIT.class);
  }

  private HistoryMessage message(long sequence, String type, Parties parties) {
    return new HistoryMessage(
        HistoryKey.of(room, EPOCH, sequence),
        sequence - 1,
        type,
        parties,
        "{\"n\":" + sequence + "}",
        START.plusMillis(sequence));
  }

  private HistoryMessage chat(long sequence, @Nullable UserId target) {
    return message(sequence, "chat-message", new Parties(ADA, null, target, null));
  }

  private List<Long> kept() {
    return sequences(ledger.range(room, EPOCH, 0, Long.MAX_VALUE, 100));
  }

  private static List<Long> sequences(List<HistoryMessage> messages) {
    return messages.stream().map(HistoryMessage::sequence).toList();
  }

  @Test
  void whatTheLedgerAppendsIsCommittedAndReadsBackWhole() {
    ledger.append(List.of(chat(1, null), chat(2, ALAN), chat(3, null)));
    var read = ledger.range(room, EPOCH, 1, 2, 100);
    assertThat(sequences(read)).containsExactly(2L);
    var message = read.getFirst();
    assertThat(message.previousSequence()).isEqualTo(1);
    assertThat(message.parties()).isEqualTo(new Parties(ADA, null, ALAN, null));
    assertThat(message.body()).isEqualTo("{\"n\":2}");
    assertThat(message.sentAt()).isEqualTo(START.plusMillis(2));
    assertThat(ledger.lastSequence(room, EPOCH)).isEqualTo(3);
  }

  @Test
  void aBatchWithOneMessageThatDoesNotFitIsRolledBackAsAWhole() {
    ledger.append(List.of(chat(1, null)));
    var tooLong = message(3, "t".repeat(65), Parties.SERVER_TO_ALL);
    assertThatThrownBy(() -> ledger.append(List.of(chat(2, null), tooLong, chat(4, null))))
        .isNotInstanceOf(UnavailableException.class);
    assertThat(kept()).containsExactly(1L);
  }

  @Test
  void appendingAgainChangesNothing() {
    ledger.append(List.of(chat(1, null), chat(2, null)));
    ledger.append(List.of(chat(1, GRACE), chat(2, GRACE), chat(3, null)));
    var read = ledger.range(room, EPOCH, 0, 9, 100);
    assertThat(sequences(read)).containsExactly(1L, 2L, 3L);
    assertThat(read.getFirst().parties().target()).isNull();
  }

  @Test
  void chatHistoryPagesWhatTheReaderMaySeeAndNothingElse() {
    ledger.append(
        List.of(
            chat(1, null),
            chat(2, ALAN),
            chat(3, GRACE),
            message(4, "role-updated", Parties.SERVER_TO_ALL),
            chat(5, null),
            chat(6, ALAN)));
    assertThat(pages(ALAN)).containsExactly(List.of(5L, 6L), List.of(1L, 2L));
    assertThat(pages(GRACE)).containsExactly(List.of(3L, 5L), List.of(1L));
    assertThat(pages(ADA)).containsExactly(List.of(5L, 6L), List.of(2L, 3L), List.of(1L));
    assertThat(chats.page(query(new RoomId("elsewhere"), ADA, null, 2)).messages()).isEmpty();
  }

  private static ChatQuery query(RoomId in, UserId reader, @Nullable ChatCursor before, int limit) {
    return new ChatQuery(in, reader, before, null, null, limit);
  }

  private List<List<Long>> pages(UserId reader) {
    var pages = new ArrayList<List<Long>>();
    ChatCursor before = null;
    do {
      var page = chats.page(query(room, reader, before, 2));
      pages.add(sequences(page.messages().stream().map(ChatEntry::message).toList()));
      before = page.nextBefore();
    } while (before != null);
    return pages;
  }

  @Test
  void aBackgroundTaskMayCallASessionBean() throws Exception {
    assertThat(afterAppend(background::execute, 1)).containsExactly(1L);
    assertThat(afterAppend(background::executePatient, 2)).containsExactly(1L, 2L);
    assertThat(afterAppend(task -> background.forever("test", task), 3))
        .containsExactly(1L, 2L, 3L);
  }

  private interface Runner {
    void run(Runnable task);
  }

  private List<Long> afterAppend(Runner runner, long sequence) throws Exception {
    var done = new CompletableFuture<List<Long>>();
    runner.run(() -> {
      try {
        assertThat(Thread.currentThread()).isInstanceOf(ManageableThread.class);
        ledger.append(List.of(chat(sequence, null)));
        done.complete(kept());
      } catch (RuntimeException | AssertionError e) {
        done.completeExceptionally(e);
      }
    });
    return done.get(LIMIT_S, TimeUnit.SECONDS);
  }

  @Test
  void aTimerTaskRunsAgainAfterItHasFailed() throws Exception {
    var runs = new CountDownLatch(2);
    background.every(
        Duration.ofMillis(50),
        () -> {
          runs.countDown();
          if (runs.getCount() > 0) {
            throw new IllegalStateException("the first run fails, as the test wants it");
          }
        });
    assertThat(runs.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @RunAsClient
  @Order(DATABASE_GOES)
  void theDatabaseGoesAway() {
    Stores.stopDatabase();
  }

  @Test
  @Order(DATABASE_GOES + 1)
  void withoutADatabaseTheRefusalSaysSo() {
    assertThat(refusal(() -> ledger.append(List.of(chat(1, null)))))
        .isEqualTo("database_unavailable");
    assertThat(refusal(() -> ledger.range(room, EPOCH, 0, 9, 9))).isEqualTo("database_unavailable");
    assertThat(refusal(() -> chats.page(query(room, ADA, null, 9))))
        .isEqualTo("database_unavailable");
  }

  private static String refusal(Runnable call) {
    var refused = catchThrowableOfType(UnavailableException.class, call::run);
    return refused == null ? "none" : refused.code();
  }

  @Test
  @RunAsClient
  @Order(DATABASE_GOES + 2)
  void theDatabaseComesBack() {
    Stores.startDatabase();
  }

  @Test
  @Order(DATABASE_GOES + 3)
  void thenTheNextCallWorks() {
    ledger.append(List.of(chat(1, null)));
    assertThat(kept()).containsExactly(1L);
  }
}
