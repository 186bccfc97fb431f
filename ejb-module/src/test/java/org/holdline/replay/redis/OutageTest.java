package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis goes away in the middle of things, and comes back with what it had. */
class OutageTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final TestRedis redis = new TestRedis();
  private final TestNode node = new TestNode(redis.open(), TestNode.REPLAY, TestNode.SESSIONS);
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");

  @AfterEach
  void close() {
    node.close();
    redis.close();
  }

  private Reader enter(String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  /** Whether it was acknowledged. */
  private boolean say(String id) {
    long before = System.nanoTime();
    try {
      var draft = RoomLogContract.draft(ada, id, RoomLogContract.toAll(ada), id);
      return RoomLogContract.append(node.log(), room, draft).position().sequence() > 0;
    } catch (UnavailableException e) {
      assertThat(e.code()).isEqualTo("redis_unavailable");
      return false;
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);
    }
  }

  private List<String> said() {
    return node.log().read(room, 2, List.of(), 10_000).orElseThrow().messages().stream()
        .map(LoggedMessage::body)
        .toList();
  }

  @Test
  void aFrozenRedisFailsFastAndNobodyPilesUp() throws InterruptedException, ExecutionException {
    assertThat(say("before")).isTrue();
    redis.freeze();
    assertThat(say("first")).isFalse();
    var tasks =
        IntStream.range(0, 200).<Callable<Boolean>>mapToObj(i -> () -> say("m" + i)).toList();
    long before = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(20)) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isFalse();
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);
    redis.thaw();
    Eventually.that("it answers again", () -> say("after"));
    assertThat(said()).contains("before", "after").doesNotHaveDuplicates();
  }

  @Test
  void whatWasAcknowledgedBeforeACrashIsThereAfterIt() {
    var tail = node.tails().open(room);
    var page = node.log().read(room, 0, List.of(), 1).orElseThrow();
    var start = new LogPosition(page.epoch(), page.top());
    var sink = new CollectingSink();
    tail.startAt(start);
    tail.follow(new Feed(bob, sink, start));
    var acknowledged = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      if (i == 100) {
        redis.stopServer();
      }
      if (i == 150) {
        redis.restart();
        Eventually.that("it answers again", () -> say("back"));
        acknowledged.add("back");
      }
      if (say("m" + i)) {
        acknowledged.add("m" + i);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(200);
    assertThat(said()).isEqualTo(acknowledged);
    Eventually.that("bob has all", () -> sink.said().size() >= acknowledged.size());
    assertThat(sink.said()).isEqualTo(acknowledged);
    assertThat(sink.isLost()).isFalse();
  }
}
