package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.control.TestBackground;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.RoomMessage;
import org.holdline.replay.control.RoomTail;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.params.XTrimParams;

/** One tail, fed with news by hand. */
class RoomTailTest {
  private final TestNode node = TestNode.ofProduct();
  private final TestBackground background = new TestBackground();
  private final InterruptedLog log = new InterruptedLog(node.log());
  private final List<RoomMessage> history = Collections.synchronizedList(new ArrayList<>());
  private final RoomId room = TestNode.freshRoom();
  private final LongAdder begun = new LongAdder();
  private final LongAdder stalls = new LongAdder();
  private final RoomTail tail =
      new RoomTail(room, log, background, history::add, begun::increment, stalls::increment);
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    assertThat(background.failures()).isEmpty();
    background.close();
    node.close();
  }

  private Reader enter(String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private LogPosition top() {
    var page = node.log().read(room, 0, List.of(), 1).orElseThrow();
    return new LogPosition(page.epoch(), page.top());
  }

  private LoggedMessage say(String body) {
    var said =
        RoomLogContract.append(
            node.log(), room, RoomLogContract.draft(ada, body, RoomLogContract.toAll(ada), body));
    return logged(said.position().sequence());
  }

  private LoggedMessage logged(long sequence) {
    return node.log()
        .read(room, sequence - 1, List.of(bob.session()), 1)
        .orElseThrow()
        .messages()
        .getFirst();
  }

  private LoggedMessage signal(String body) {
    var routing = RoomLogContract.signal(ada, bob.user(), null);
    var said =
        RoomLogContract.append(node.log(), room, RoomLogContract.draft(ada, body, routing, body));
    return logged(said.position().sequence());
  }

  private Feed follow(Reader reader, LogPosition from, CollectingSink into) {
    tail.startAt(from);
    var feed = new Feed(reader, into, from);
    tail.follow(feed);
    return feed;
  }

  private void awaitBodies(CollectingSink into, String... bodies) {
    Eventually.that("all has come", () -> into.bodies().size() >= bodies.length);
    assertThat(into.bodies()).containsExactly(bodies);
  }

  @Test
  void newsAreDeliveredInOrderAndOnce() {
    follow(bob, top(), sink);
    var one = say("1");
    var two = say("2");
    List.of(one, one, two, one, two).forEach(each -> tail.appended(List.of(each)));
    awaitBodies(sink, "1", "2");
    assertThat(history).extracting(each -> each.message().body()).containsExactly("1", "2");
  }

  @Test
  void whatNewsLeaveOutIsReadFromTheLog() {
    follow(bob, top(), sink);
    say("1");
    signal("2");
    tail.appended(List.of(say("3")));
    awaitBodies(sink, "1", "2", "3");
    assertThat(history).extracting(each -> each.message().body()).containsExactly("1", "3");
  }

  @Test
  void newsInAnyOrderMakeTheSameStream() {
    var random = new Random(20261121);
    follow(bob, top(), sink);
    var expected = IntStream.range(0, 60).mapToObj(Integer::toString).toList();
    var news = new ArrayList<LoggedMessage>();
    expected.forEach(body -> news.add(random.nextInt(4) == 0 ? signal(body) : say(body)));
    news.addAll(news.subList(0, 30));
    Collections.shuffle(news, random);
    news.forEach(each -> tail.appended(List.of(each)));
    Eventually.that("all has come", () -> sink.bodies().size() >= 60);
    assertThat(sink.bodies()).isEqualTo(expected);
  }

  @Test
  void whoStartsInThePastIsServedUpToTheLiveTail() {
    var start = top();
    follow(ada, start, new CollectingSink());
    var expected = IntStream.range(0, 250).mapToObj(Integer::toString).toList();
    expected.subList(0, 200).forEach(body -> tail.appended(List.of(say(body))));
    follow(bob, start, sink);
    expected.subList(200, 250).forEach(body -> tail.appended(List.of(say(body))));
    Eventually.that("all has come", () -> sink.bodies().size() >= 250);
    assertThat(sink.bodies()).isEqualTo(expected);
  }

  @Test
  void signalingForOneWhoComesWhileAPageIsReadIsNotPassedOver() {
    var start = top();
    follow(ada, start, new CollectingSink());
    say("1");
    var second = signal("2");
    log.afterNextRead(() -> follow(bob, start, sink));
    tail.appended(List.of(second));
    awaitBodies(sink, "1", "2");
  }

  @Test
  void whatIsForOthersIsPassedOver() {
    var eve = enter("eve");
    follow(eve, top(), sink);
    tail.appended(List.of(signal("1")));
    tail.appended(List.of(say("2")));
    awaitBodies(sink, "2");
  }

  @Test
  void aReadThatFailedIsTriedAgain() {
    follow(bob, top(), sink);
    log.failNextRead(new UnavailableException("redis_unavailable", "away"));
    say("1");
    tail.appended(List.of(say("2")));
    Eventually.that(
        "it is read in the end",
        () -> {
          tail.readOn();
          return sink.bodies().size() >= 2;
        });
    awaitBodies(sink, "1", "2");
  }

  @Test
  void aCatchUpThatFailedIsTriedAgain() {
    var start = top();
    follow(ada, start, new CollectingSink());
    tail.appended(List.of(say("1")));
    log.failNextRead(new UnavailableException("redis_unavailable", "away"));
    follow(bob, start, sink);
    Eventually.that(
        "it is read in the end",
        () -> {
          tail.readOn();
          return !sink.bodies().isEmpty();
        });
    awaitBodies(sink, "1");
    assertThat(sink.isLost()).isFalse();
  }

  @Test
  void tooMuchWorkIsNoReasonToForget() {
    try (var busy = new TestBackground(1)) {
      var crowded =
          new RoomTail(room, log, busy, history::add, begun::increment, stalls::increment);
      var gate = CollectingSink.full();
      IntStream.range(0, 9).forEach(i -> busy.execute(() -> awaitQuietly(gate)));
      var start = top();
      crowded.startAt(start);
      crowded.follow(new Feed(bob, sink, start));
      say("1");
      crowded.appended(List.of(say("2")));
      gate.open();
      Eventually.that(
          "it is read in the end",
          () -> {
            crowded.readOn();
            return sink.bodies().size() >= 2;
          });
      awaitBodies(sink, "1", "2");
    }
  }

  private static void awaitQuietly(CollectingSink gate) {
    try {
      assertThat(gate.awaitCapacity(Duration.ofSeconds(1))).isIn(true, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loseLog() {
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.del(new RoomKeys(room).meta());
    }
  }

  @Test
  void whenTheLogIsLostEverybodyIsTold() {
    follow(bob, top(), sink);
    loseLog();
    tail.subscribed();
    Eventually.that("bob is told", sink::isLost);
    assertThat(tail.isIdle()).isTrue();
  }

  @Test
  void newsOfAnotherLifeOfTheLogAreNotDelivered() {
    follow(bob, top(), sink);
    loseLog();
    enter("eve");
    tail.appended(List.of(logged(1)));
    Eventually.that("bob is told", sink::isLost);
    assertThat(sink.bodies()).isEmpty();
    var other = new CollectingSink();
    follow(bob, top(), other);
    tail.appended(List.of(say("new")));
    awaitBodies(other, "new");
  }

  @Test
  void lateNewsOfAnEarlierLifeHarmNobody() {
    follow(bob, top(), sink);
    var late = IntStream.range(0, 20).mapToObj(i -> say("old" + i)).toList().getLast();
    loseLog();
    enter("eve");
    tail.subscribed();
    Eventually.that("bob is told", sink::isLost);
    tail.appended(List.of(late));
    var other = new CollectingSink();
    follow(bob, top(), other);
    tail.appended(List.of(late));
    tail.appended(List.of(say("new")));
    awaitBodies(other, "new");
    assertThat(other.isLost()).isFalse();
    var reads = new AtomicInteger();
    IntStream.range(0, 50).forEach(i -> log.afterNextRead(reads::incrementAndGet));
    tail.appended(List.of(say("on")));
    awaitBodies(other, "new", "on");
    assertThat(reads).hasValueLessThan(5);
  }

  @Test
  void whoStartsInALifeThatIsOverIsTold() {
    var old = top();
    loseLog();
    enter("eve");
    tail.startAt(top());
    tail.follow(new Feed(bob, sink, old));
    assertThat(sink.isLost()).isTrue();
    assertThat(tail.isIdle()).isTrue();
  }

  @Test
  void aLogLostDuringCatchUpIsTold() {
    var start = top();
    follow(ada, start, new CollectingSink());
    tail.appended(List.of(say("1")));
    var gate = CollectingSink.full();
    follow(bob, start, gate);
    loseLog();
    gate.open();
    Eventually.that("bob is told", gate::isLost);
  }

  private void trimTo(long oldest) {
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.xtrim(new RoomKeys(room).buffer(), XTrimParams.xTrimParams().minId(oldest + "-0"));
    }
  }

  @Test
  void whoLacksWhatTheBufferHasDroppedIsToldAndOthersGoOn() {
    var start = top();
    follow(bob, start, sink);
    say("1");
    say("2");
    var third = say("3");
    var eve = enter("eve");
    var other = new CollectingSink();
    var ahead = new Feed(eve, other, top());
    tail.follow(ahead);
    trimTo(third.sequence());
    tail.appended(List.of(third));
    Eventually.that("bob is told", sink::isLost);
    assertThat(sink.said()).isEmpty();
    tail.appended(List.of(say("4")));
    awaitBodies(other, "4");
    assertThat(other.isLost()).isFalse();
  }

  @Test
  void whoCatchesUpTooLateIsTold() {
    var start = top();
    follow(ada, start, new CollectingSink());
    var gate = CollectingSink.full();
    tail.appended(List.of(say("1")));
    follow(bob, start, gate);
    var second = say("2");
    trimTo(second.sequence());
    gate.open();
    Eventually.that("bob is told", gate::isLost);
    assertThat(gate.said()).isEmpty();
  }

  @Test
  void whoTakesNothingIsClosedAsSlow() {
    var start = top();
    follow(ada, start, new CollectingSink());
    tail.appended(List.of(say("1")));
    var stuck = CollectingSink.full();
    follow(bob, start, stuck);
    Eventually.that("bob is closed", stuck::isSlow);
    tail.appended(List.of(say("2")));
    assertThat(stuck.bodies()).isEmpty();
  }

  @Test
  void aSinkThatFailsGetsItsMessageAgainAndKeepsNothingFromOthers() {
    var other = new CollectingSink();
    follow(bob, top(), sink);
    var eve = enter("eve");
    tail.appended(List.of(logged(3)));
    follow(eve, top(), other);
    Eventually.that("bob has heard of eve", () -> sink.bodies().size() == 1);
    sink.failNext();
    tail.appended(List.of(say("1")));
    awaitBodies(other, "1");
    Eventually.that(
        "bob has it too",
        () -> {
          tail.readOn();
          return sink.said().size() == 1;
        });
    tail.appended(List.of(say("2")));
    Eventually.that("both go on", () -> sink.said().size() == 2);
    assertThat(sink.said()).containsExactly("1", "2");
  }

  @Test
  void whoHasLeftHearsNothingMore() {
    var feed = follow(bob, top(), sink);
    tail.unfollow(feed);
    tail.follow(feed);
    tail.appended(List.of(say("1")));
    assertThat(sink.bodies()).isEmpty();
    assertThat(tail.isIdle()).isTrue();
  }

  @Test
  void anOlderConnectionThatIsStillThereTakesNothingFromTheNewer() {
    var newer = new CollectingSink();
    follow(bob, top(), newer);
    var older = follow(bob, top(), sink);
    tail.unfollow(older);
    tail.appended(List.of(say("1")));
    awaitBodies(newer, "1");
  }
}
