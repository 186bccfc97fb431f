package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Eventually;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.EphemeralPath.Reach;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.redis.TestNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said in passing, over two nodes. */
class EphemeralPathTest {
  private static final String ODD = "{\"a\":\"tab\\tnew\\nline \u00e4\ud83d\ude00\"}";

  private final TestNode near = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter("ada", "tab");
  private final Reader adaElsewhere = enter("ada", "phone");
  private final Reader bob = enter("bob", "tab");
  private final Reader eve = enter("eve", "tab");
  private final CollectingSink atAda = follow(near, ada);
  private final CollectingSink atAdaElsewhere = follow(far, adaElsewhere);
  private final CollectingSink atBob = follow(near, bob);
  private final CollectingSink atEve = follow(far, eve);

  @AfterEach
  void close() {
    assertThat(near.background().failures()).isEmpty();
    assertThat(far.background().failures()).isEmpty();
    near.close();
    far.close();
  }

  private Reader enter(String user, String client) {
    var key = near.admit(TestNode.arrival(room, user, client, null)).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private LogPosition top() {
    var page = near.log().read(room, 0, List.of(), 500).orElseThrow();
    return new LogPosition(page.epoch(), page.top());
  }

  private CollectingSink follow(TestNode node, Reader reader) {
    var sink = new CollectingSink();
    var tail = node.tails().open(room);
    tail.startAt(top());
    tail.follow(new Feed(reader, sink, top()));
    return sink;
  }

  private EphemeralMessage message(
      @Nullable UserId user, @Nullable SessionId session, String body) {
    return new EphemeralMessage(
        new Routing(false, "reaction", ada.user(), ada.session(), user, session), body);
  }

  private List<Reach> pass(EphemeralMessage... messages) {
    return near.path().pass(room, ada.session(), 1, List.of(messages), RulesVersion.ANY);
  }

  private static void awaitPassed(CollectingSink sink, String... bodies) {
    Eventually.that("all has come", () -> sink.passed().size() >= bodies.length);
    assertThat(sink.passed()).containsExactly(bodies);
  }

  @Test
  void everyLiveSessionButTheSendersHearsItOnEveryNodeInOrder() {
    assertThat(pass(message(null, null, "1"), message(null, null, ODD)))
        .containsExactly(Reach.THERE, Reach.THERE);
    pass(message(null, null, "3"));
    awaitPassed(atBob, "1", ODD, "3");
    awaitPassed(atEve, "1", ODD, "3");
    awaitPassed(atAdaElsewhere, "1", ODD, "3");
    assertThat(atAda.passed()).isEmpty();
  }

  @Test
  void onlyTheAddresseeHearsWhatIsAddressed() {
    var answers =
        pass(
            message(bob.user(), null, "to bob"),
            message(new UserId("nobody"), null, "to nobody"),
            message(null, eve.session(), "to eve"),
            message(bob.user(), eve.session(), "to a session of another"),
            message(null, null, "to all"));
    assertThat(answers)
        .containsExactly(Reach.THERE, Reach.ABSENT, Reach.THERE, Reach.ABSENT, Reach.THERE);
    awaitPassed(atBob, "to bob", "to all");
    awaitPassed(atEve, "to eve", "to all");
    awaitPassed(atAdaElsewhere, "to all");
  }

  @Test
  void itIsNotLoggedAndNotToldToWhoComesLater() {
    var before = top();
    pass(message(null, null, "gone"));
    awaitPassed(atBob, "gone");
    assertThat(top()).isEqualTo(before);
    var late = new CollectingSink();
    near.tails().open(room).follow(new Feed(bob, late, new LogPosition(before.epoch(), 0)));
    pass(message(null, null, "next"));
    awaitPassed(late, "next");
  }

  @Test
  void whatWasJudgedByOtherRulesIsHeardByNobody() {
    var judgedBy = near.rules().read(room).version();
    var decisions = new RoomDecisions(new RoomPolicy(), Clock.systemUTC());
    far.rules().change(room, decisions.set(ada.user(), Map.of("enable_reactions", false)));
    var late = List.of(message(null, null, "late"));
    assertThatExceptionOfType(RulesChangedException.class)
        .isThrownBy(() -> near.path().pass(room, ada.session(), 1, late, judgedBy));
    pass(message(null, null, "next"));
    awaitPassed(atBob, "next");
  }

  @Test
  void aConnectionThatNoLongerHoldsItsSessionSaysNothing() {
    var message = List.of(message(null, null, "late"));
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> near.path().pass(room, ada.session(), 0, message, RulesVersion.ANY))
        .matches(SessionGoneException::isSuperseded);
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(
            () -> near.path().pass(room, new SessionId("s_none"), 1, message, RulesVersion.ANY))
        .matches(gone -> !gone.isSuperseded());
    pass(message(null, null, "next"));
    awaitPassed(atBob, "next");
  }
}
