package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What leaves the buffer, and when. */
class TrimmingTest {
  private static final int MIN = 10;
  private static final int MAX = 40;
  private static final int LACKING_MAX = 20 * MAX;
  private static final Duration RETENTION = Duration.ofMillis(300);

  private final TestNode node = nodeKeeping(Duration.ofMinutes(5));
  private final TestNode forgetful = nodeKeeping(RETENTION);
  private final Jedis jedis = TestRedis.shared().jedis();
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = entered();

  private static TestNode nodeKeeping(Duration retention) {
    var settings = new ReplaySettings(MIN, MAX, retention, 1024, Duration.ofHours(24));
    return new TestNode(TestRedis.shared().open(), settings, TestNode.SESSIONS);
  }

  private Reader entered() {
    var key = node.join(room, "ada").attachment().key();
    return new Reader(key.user(), key.session());
  }

  @AfterEach
  void close() {
    jedis.close();
    forgetful.close();
    node.close();
  }

  private void say(TestNode where, int count) {
    IntStream.range(0, count)
        .forEach(i ->
            RoomLogContract.append(
                where.log(),
                room,
                RoomLogContract.draft(ada, null, RoomLogContract.toAll(ada), "x")));
  }

  private List<Long> kept() {
    return node.log().read(room, 0, List.of(), 10_000).orElseThrow().messages().stream()
        .map(LoggedMessage::sequence)
        .toList();
  }

  private void persistAll() {
    var last = node.log().read(room, 0, List.of(), 10_000).orElseThrow().messages().getLast();
    node.log().markPersisted(room, 0, last.position());
  }

  /** As if what was said had been said some minutes ago. */
  private void beQuiet() {
    jedis.hdel(new RoomKeys(room).meta(), "minute", "count", "before");
  }

  @Test
  void whatTheHistoryLacksStaysHoweverMuchItIs() {
    say(node, 29);
    beQuiet();
    say(node, 5);
    assertThat(kept()).hasSize(35).startsWith(1L);
    say(node, 3 * MAX);
    assertThat(kept()).hasSize(35 + 3 * MAX).startsWith(1L);
    persistAll();
    say(node, 1);
    assertThat(kept()).hasSize(MAX);
  }

  @Test
  void nothingMoreIsTakenWhileTheHistoryIsTooFarBehind() {
    say(node, LACKING_MAX - 1);
    assertThatThrownBy(() -> say(node, 1))
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.code()).isEqualTo("history_behind"));
    node.join(room, "bob");
    assertThat(kept()).as("who comes is announced").hasSize(LACKING_MAX + 1).startsWith(1L);
    persistAll();
    say(node, 1);
    assertThat(kept()).hasSize(MAX);
  }

  @Test
  void aLogLivesLongerWhileTheHistoryLacksSomethingOfIt() {
    say(node, 3);
    assertThat(life()).isGreaterThan(Duration.ofHours(23));
    persistAll();
    assertThat(life()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    say(node, 1);
    assertThat(life()).isGreaterThan(Duration.ofHours(23));
  }

  private Duration life() {
    return Duration.ofMillis(jedis.pttl(new RoomKeys(room).buffer()));
  }

  @Test
  void aQuietRoomKeepsTheLeast() {
    say(node, 29);
    persistAll();
    beQuiet();
    say(node, 2);
    assertThat(kept()).hasSizeBetween(MIN, MIN + 7);
    say(node, 3);
    assertThat(kept().size()).isLessThanOrEqualTo(MIN + 5);
  }

  @Test
  void aBusyRoomKeepsWhatTheMinuteBrought() {
    for (int i = 0; i < 30; i++) {
      say(node, 1);
      persistAll();
    }
    assertThat(kept()).hasSize(31);
    for (int i = 0; i < 30; i++) {
      say(node, 1);
      persistAll();
    }
    assertThat(kept()).hasSize(MAX);
  }

  @Test
  void whatIsTooOldGoesWithTheNextMessage() {
    say(forgetful, 5);
    persistAll();
    Eventually.that(
        "the first are old",
        () -> {
          say(forgetful, 1);
          persistAll();
          return kept().getFirst() > 6;
        });
    assertThat(kept().size()).isLessThanOrEqualTo(MAX);
  }

  @Test
  void whatIsTooOldButNotInTheHistoryStays() {
    say(forgetful, 5);
    long end = System.nanoTime() + RETENTION.toNanos();
    Eventually.that("time passes", () -> System.nanoTime() > end);
    say(forgetful, 1);
    assertThat(kept()).hasSize(7);
  }

  @Test
  void whatRemainsIsAnUnbrokenChain() {
    for (int i = 0; i < 70; i++) {
      say(node, 1);
      if (i % 9 == 0) {
        persistAll();
      }
      var found = node.log().read(room, 0, List.of(), 10_000).orElseThrow();
      var first = found.messages().getFirst().previous();
      assertThat(found.messages().getLast().sequence()).isEqualTo(found.durableTop());
      long held = first;
      for (var message : found.messages()) {
        assertThat(message.previous()).isEqualTo(held);
        held = message.sequence();
      }
    }
  }
}
