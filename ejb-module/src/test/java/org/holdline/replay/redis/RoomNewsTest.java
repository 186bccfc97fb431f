package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.CuttableProxy;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.RoomTail;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Tails on real news, over lines that break. */
class RoomNewsTest {
  private final CuttableProxy line = new CuttableProxy(TestRedis.shared().port());
  private final TestNode far =
      new TestNode(
          new Redis(RedisSettings.of(line.url()).withAnswerMax(Duration.ofMillis(500))),
          TestNode.REPLAY,
          TestNode.SESSIONS);
  private final TestNode near = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    assertThat(near.background().failures()).isEmpty();
    near.close();
    far.close();
    line.close();
  }

  private Reader enter(String user) {
    var key = near.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private LogPosition top() {
    var page = near.log().read(room, 0, List.of(), 1).orElseThrow();
    return new LogPosition(page.epoch(), page.top());
  }

  private void say(String body) {
    var said =
        RoomLogContract.append(
            near.log(), room, RoomLogContract.draft(ada, body, RoomLogContract.toAll(ada), body));
    assertThat(said.duplicate()).isFalse();
  }

  private RoomTail follow(TestNode node, CollectingSink into, LogPosition from) {
    var tail = node.tails().open(room);
    tail.startAt(from);
    tail.follow(new Feed(bob, into, from));
    return tail;
  }

  private static void awaitSaid(CollectingSink into, String... bodies) {
    Eventually.that("all has come", () -> into.said().size() >= bodies.length);
    assertThat(into.said()).containsExactly(bodies);
  }

  @Test
  void everyNodeHearsEveryMessage() {
    var other = new CollectingSink();
    var start = top();
    follow(far, sink, start);
    follow(near, other, start);
    say("1");
    say("2");
    awaitSaid(sink, "1", "2");
    awaitSaid(other, "1", "2");
  }

  /** What is left out of one append is left out of its news. */
  @Test
  void newsTellWhatTheLogSaysAlsoOfDoublesAndOfWhatReachesNobody() {
    var start = top();
    follow(far, sink, start);
    say("1");
    var nobody = new UserId("nobody");
    var toBob = RoomLogContract.signal(ada, bob.user(), bob.session());
    near.log()
        .append(
            room,
            List.of(
                RoomLogContract.draft(ada, "1", RoomLogContract.toAll(ada), "1"),
                RoomLogContract.draft(ada, "2", RoomLogContract.toAll(ada), "2"),
                RoomLogContract.draft(ada, "3", RoomLogContract.signal(ada, nobody, null), "3"),
                RoomLogContract.draft(ada, "4", toBob, "4"),
                RoomLogContract.draft(ada, "5", RoomLogContract.toAll(ada), "5\tä")),
            RulesVersion.ANY);
    awaitSaid(sink, "1", "2", "4", "5\tä");
    var page = near.log().read(room, start.sequence(), List.of(bob.session()), 10).orElseThrow();
    assertThat(sink.taken())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("previous")
        .isEqualTo(page.messages());
    assertThat(sink.taken().getLast().previous()).isEqualTo(start.sequence() + 2);
  }

  @Test
  void nothingFallsBetweenSubscribingReadingAndLive() {
    var expected = new ArrayList<String>();
    var sinks = new ArrayList<CollectingSink>();
    var start = top();
    for (int i = 0; i < 200; i++) {
      expected.add("m" + i);
      say("m" + i);
      if (i % 10 == 0) {
        var next = new CollectingSink();
        sinks.add(next);
        follow(i % 20 == 0 ? far : near, next, start);
      }
    }
    for (var each : sinks) {
      awaitSaid(each, expected.toArray(String[]::new));
    }
  }

  @Test
  void aKilledSubscriberIsOpenedAgainAndWhatItMissedIsRead() {
    follow(near, sink, top());
    try (var jedis = TestRedis.shared().jedis()) {
      for (int round = 0; round < 3; round++) {
        jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
        say("m" + round);
        var expected = IntStream.rangeClosed(0, round).mapToObj(i -> "m" + i);
        awaitSaid(sink, expected.toArray(String[]::new));
      }
    }
    assertThat(sink.isLost()).isFalse();
  }

  @Test
  void aCutLineLosesNothing() {
    follow(far, sink, top());
    say("1");
    awaitSaid(sink, "1");
    line.cutNow();
    say("2");
    say("3");
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> far.log().read(room, 0, List.of(), 1));
    line.mend();
    awaitSaid(sink, "1", "2", "3");
    say("4");
    awaitSaid(sink, "1", "2", "3", "4");
  }

  @Test
  void aSilentLineIsGivenUpAndLosesNothing() {
    follow(far, sink, top());
    say("1");
    awaitSaid(sink, "1");
    line.fallSilent();
    say("2");
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> far.log().read(room, 0, List.of(), 1));
    line.mend();
    awaitSaid(sink, "1", "2");
  }

  @Test
  void foreignNewsEndNothing() {
    follow(near, sink, top());
    try (var jedis = TestRedis.shared().jedis()) {
      for (var noise : List.of("", "x", "a\tb\tc\td", "e\t1\t0\td\tchat-message", "\t\t\t\t\t\t")) {
        jedis.publish(new RoomKeys(room).channel(), noise);
      }
    }
    say("1");
    awaitSaid(sink, "1");
  }

  @Test
  void aRoomCannotBeOpenedWhileNewsAreNotCertain() {
    line.cutNow();
    long before = System.nanoTime();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> far.tails().open(room))
        .matches(problem -> problem.code().equals("redis_unavailable"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(far.tails().rooms()).isEmpty();
    line.mend();
    Eventually.that(
        "it can be opened again",
        () -> {
          try {
            follow(far, sink, top());
            return true;
          } catch (UnavailableException notYet) {
            return false;
          }
        });
    say("1");
    awaitSaid(sink, "1");
  }

  @Test
  void theLastUserEndsATail() {
    near.tails().open(room);
    near.tails().open(room);
    near.tails().close(room);
    assertThat(near.tails().rooms()).containsExactly(room);
    near.tails().close(room);
    near.tails().close(room);
    assertThat(near.tails().rooms()).isEmpty();
    try (var jedis = TestRedis.shared().jedis()) {
      Eventually.that(
          "nobody listens",
          () -> !jedis.pubsubChannels("*").contains(new RoomKeys(room).channel()));
    }
  }
}
