package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions.Hold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the room hears of who is there, and how long a session is believed. */
class PresenceTest {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Duration LEASE = Duration.ofMillis(150);

  private final TestNode node = nodeWith(Duration.ofMinutes(5), Duration.ofMinutes(1));
  private final TestNode hasty = nodeWith(GRACE, LEASE);
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), room);

  private static TestNode nodeWith(Duration grace, Duration lease) {
    return new TestNode(
        TestRedis.shared().open(), TestNode.REPLAY, new SessionSettings(grace, lease, 50, 10));
  }

  @AfterEach
  void close() {
    node.close();
    hasty.close();
  }

  private static void twice(Consumer<Integer> step) {
    step.accept(1);
    step.accept(2);
  }

  @Test
  void joiningSuspendingAndLeavingAreToldOnceHoweverOftenTheyRun() {
    node.join(room, "bob");
    var ada = node.join(room, "ada");
    twice(i -> node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST));
    var again = node.join(room, "ada");
    twice(i -> node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST));
    twice(i -> node.sessions().leave(ada.attachment()));
    twice(i -> node.sessions().leave(again.attachment()));
    assertThat(watch.told())
        .containsExactly(
            "joined bob",
            "joined ada",
            "update ada suspended",
            "update ada active",
            "left ada left");
  }

  @Test
  void aSecondDeviceIsAnUpdateNotAnArrival() {
    node.join(room, "bob");
    var tab = node.admit(TestNode.arrival(room, "ada", "tab", null));
    var phone = node.admit(TestNode.arrival(room, "ada", "phone", null));
    node.sessions().leave(tab.attachment());
    node.sessions().leave(phone.attachment());
    assertThat(watch.told())
        .containsExactly(
            "joined bob", "joined ada", "update ada active", "update ada left", "left ada left");
  }

  @Test
  void theLongestPresentFollowsTheHost() {
    var ada = node.join(room, "ada");
    var bob = node.join(room, "bob");
    node.join(room, "eve");
    node.sessions().suspend(bob.attachment(), null, ConnectionEnd.LINE_LOST);
    node.sessions().leave(ada.attachment());
    assertThat(watch.told(4)).containsExactly("left ada left", "host eve");
    assertThat(node.join(room, "eve").role()).isEqualTo(Role.HOST);
    assertThat(node.join(room, "ada").role())
        .as("who comes back is not host again")
        .isEqualTo(Role.PARTICIPANT);
    assertThat(node.sessions().snapshot(room).orElseThrow().host()).hasValue(new UserId("eve"));
  }

  @Test
  void whoHasToGoAsWellIsNotMadeHost() {
    var ada = node.join(room, "ada");
    var bob = node.join(room, "bob");
    node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST);
    node.sessions().suspend(bob.attachment(), null, ConnectionEnd.LINE_LOST);
    try (var strict = nodeWith(Duration.ZERO, Duration.ofMinutes(1))) {
      assertThat(strict.sessions().sweep(room)).isEqualTo(2);
    }
    assertThat(watch.told(4)).containsExactly("left bob expired", "left ada expired");
  }

  @Test
  void aHostWhoIsOnlySuspendedStaysHost() {
    var ada = node.join(room, "ada");
    node.join(room, "bob");
    node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST);
    assertThat(watch.told(2)).containsExactly("update ada suspended");
    assertThat(node.sessions().snapshot(room).orElseThrow().host()).hasValue(new UserId("ada"));
  }

  @Test
  void anEmptyRoomForgetsItsRolesAndKeepsItsLog() {
    node.sessions().leave(node.join(room, "ada").attachment());
    try (var jedis = TestRedis.shared().jedis()) {
      assertThat(jedis.keys("*{" + room + "}*"))
          .containsExactlyInAnyOrder(
              "webrtc:reconnect:seq:{" + room + "}", "webrtc:reconnect:buffer:{" + room + "}");
      assertThat(jedis.pttl("webrtc:reconnect:seq:{" + room + "}")).isPositive();
    }
    assertThat(node.join(room, "bob").role()).isEqualTo(Role.HOST);
    assertThat(watch.told()).containsExactly("joined ada", "left ada left", "joined bob");
  }

  @Test
  void whoseNodeGivesNoSignOfLifeIsSuspendedAndThenGone()
      throws InterruptedException, ExecutionException {
    node.join(room, "bob");
    hasty.join(room, "ada");
    sweepTogetherUntil("left ada expired");
    assertThat(watch.told())
        .containsExactly("joined bob", "joined ada", "update ada suspended", "left ada expired");
  }

  private void sweepTogetherUntil(String told) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(4)) {
      while (!watch.told().contains(told)) {
        var sweeps =
            IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> hasty.sessions().sweep(room))
                .toList();
        for (var done : threads.invokeAll(sweeps)) {
          assertThat(done.get()).isBetween(0, 1);
        }
      }
    }
  }

  @Test
  void whoIsRenewedStays() {
    var ada = hasty.join(room, "ada");
    var hold = new Hold(ada.attachment(), ada.snapshot().position());
    long end = System.nanoTime() + LEASE.toNanos() * 3;
    Eventually.that(
        "time passes",
        () -> {
          assertThat(hasty.sessions().vouch()).isTrue();
          assertThat(hasty.renew(room, hold)).isEmpty();
          assertThat(hasty.sessions().sweep(room)).isZero();
          return System.nanoTime() > end;
        });
    assertThat(watch.told()).containsExactly("joined ada");
  }

  private void sweepUntil(String told) {
    Eventually.that(
        told,
        () -> {
          hasty.sessions().sweep(room);
          return watch.told().contains(told);
        });
  }

  @Test
  void aSessionSweptThoughItsConnectionLivesComesBackWithTheNextRenewal() {
    node.join(room, "bob");
    var ada = hasty.join(room, "ada");
    sweepUntil("update ada suspended");
    twice(i -> hasty.renew(room, new Hold(ada.attachment(), null)));
    assertThat(watch.told(2)).containsExactly("update ada suspended", "update ada active");
    assertThat(node.sessions().snapshot(room).orElseThrow().sessions().getLast().connectionState())
        .isEqualTo(ConnectionState.ACTIVE);
  }

  @Test
  void aRenewalThatComesAfterTheConnectionHasGoneRevivesNothing() {
    node.join(room, "bob");
    var ada = node.join(room, "ada");
    node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST);
    node.renew(room, new Hold(ada.attachment(), null));
    assertThat(watch.told(2)).containsExactly("update ada suspended");
    node.join(room, "ada");
    assertThat(watch.told(3)).containsExactly("update ada active");
  }

  @Test
  void aRenewalNamesWhatHasBeenLost() {
    var ada = node.join(room, "ada");
    var bob = node.join(room, "bob");
    var eve = node.join(room, "eve");
    node.join(room, "ada");
    node.sessions().leave(bob.attachment());
    var holds = Stream.of(ada, bob, eve).map(each -> new Hold(each.attachment(), null));
    assertThat(node.renew(room, holds.toArray(Hold[]::new)))
        .containsExactly(ada.attachment(), bob.attachment());
    assertThat(node.renew(room)).isEmpty();
  }

  @Test
  void aRenewalKeepsTheCursor() {
    var ada = node.join(room, "ada");
    var position = new LogPosition(ada.snapshot().position().epoch(), 1);
    node.renew(room, new Hold(ada.attachment(), position));
    var standing = node.sessions().standing(room, new UserId("ada")).orElseThrow();
    assertThat(standing.cursor()).isEqualTo(position);
    assertThat(standing.connected()).isTrue();
    node.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST);
    var later = node.sessions().standing(room, new UserId("ada")).orElseThrow();
    assertThat(later.connected()).isFalse();
    assertThat(later.cursor()).isEqualTo(position);
    assertThat(node.sessions().standing(room, new UserId("bob"))).isEmpty();
  }

  @Test
  void onlyAChangeIsTold() {
    var ada = node.join(room, "ada");
    var key = ada.attachment().key();
    twice(i -> node.sessions().update(key, "{\"connection_quality\":\"poor\"}", RulesVersion.ANY));
    assertThat(watch.told()).containsExactly("joined ada", "update ada active");
    assertThat(node.sessions().standing(room, key.user()).orElseThrow().connectionQuality())
        .isEqualTo("poor");
    node.sessions().leave(ada.attachment());
    node.sessions().update(key, "{\"connection_quality\":\"good\"}", RulesVersion.ANY);
    assertThat(watch.told()).hasSize(3);
  }

  @Test
  void whatWasJudgedByOtherRulesIsNotChanged() {
    node.join(room, "host");
    var ada = node.join(room, "ada").attachment().key();
    var judgedBy = node.rules().read(room).version();
    var decisions = new RoomDecisions(new RoomPolicy(), Clock.systemUTC());
    node.rules()
        .change(
            room,
            decisions.permit(new UserId("host"), ada.user(), Map.of(Permission.SPEAK, false)));
    long before = watch.top();
    assertThatExceptionOfType(RulesChangedException.class)
        .isThrownBy(() -> node.sessions().update(ada, "{\"is_speaking\":true}", judgedBy));
    assertThat(watch.top()).isEqualTo(before);
    node.sessions().update(ada, "{\"is_speaking\":true}", node.rules().read(room).version());
    assertThat(watch.told(before)).containsExactly("update ada active");
  }

  private void forgetLog() {
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.del("webrtc:reconnect:seq:{" + room + "}");
    }
  }

  @Test
  void stepsOnALostLogBeginAnotherAndAreWhole() {
    hasty.join(room, "ada");
    var bob = node.join(room, "bob");
    var eve = node.join(room, "eve");
    forgetLog();
    node.sessions().suspend(bob.attachment(), null, ConnectionEnd.LINE_LOST);
    assertThat(watch.told()).containsExactly("update bob suspended");
    forgetLog();
    node.sessions().update(eve.attachment().key(), "{\"hand_raised\":true}", RulesVersion.ANY);
    assertThat(watch.told()).containsExactly("update eve active");
    forgetLog();
    node.sessions().leave(eve.attachment());
    assertThat(watch.told()).containsExactly("left eve left");
    forgetLog();
    sweepUntil("left ada expired");
    assertThat(watch.told()).containsSubsequence("update ada suspended", "left ada expired");
  }
}
