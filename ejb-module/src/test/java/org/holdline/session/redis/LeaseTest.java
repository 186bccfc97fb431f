package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.CuttableProxy;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.platform.redis.TestRedis;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions.Hold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that vouch for their sessions, cease to, and are cut off. */
class LeaseTest {
  private static final Duration LEASE = Duration.ofMillis(250);
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final SessionSettings SETTINGS = new SessionSettings(GRACE, LEASE, 50, 10);

  private final TestRedis redis = new TestRedis();
  private final CuttableProxy line = new CuttableProxy(redis.port());
  private final TestNode near =
      new TestNode(redis.open(Duration.ofSeconds(5)), TestNode.REPLAY, SETTINGS);
  private final TestNode far =
      new TestNode(
          new Redis(RedisSettings.of(line.url()).withAnswerMax(Duration.ofSeconds(1))),
          TestNode.REPLAY,
          SETTINGS);
  private final TestKeeper nearKeeper = new TestKeeper(near.sessions(), LEASE);
  private final TestKeeper farKeeper = new TestKeeper(far.sessions(), LEASE);
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(near.log(), room);

  @AfterEach
  void close() {
    far.close();
    near.close();
    line.close();
    redis.close();
  }

  private void keepUntil(String told) {
    Eventually.that(
        told,
        () -> {
          nearKeeper.vouch();
          nearKeeper.renew();
          nearKeeper.sweep();
          return watch.told().contains(told);
        });
  }

  private long commands() {
    try (var jedis = redis.jedis()) {
      var stats = jedis.info("stats");
      return Long.parseLong(stats.replaceAll("(?s).*total_commands_processed:(\\d+).*", "$1"));
    }
  }

  @Test
  void aNodeThatDiesBeforeItsFirstRenewalLeavesNoGhost() {
    nearKeeper.hold(near.join(room, "bob"));
    far.join(room, "ada");
    keepUntil("left ada expired");
    assertThat(watch.told())
        .containsExactly("joined bob", "joined ada", "update ada suspended", "left ada expired");
    assertThat(nearKeeper.swept()).contains(room);
    assertThat(nearKeeper.lost()).isEmpty();
  }

  @Test
  void aRoomOfWhichOnlyADeadNodeKnewIsSweptByAnother() {
    far.join(room, "ada");
    keepUntil("left ada expired");
    assertThat(watch.told()).hasSize(3);
  }

  @Test
  void whatIsHeldIsNotLookedAtAgainWhileNothingHappens() {
    nearKeeper.hold(near.join(room, "ada"));
    try (var jedis = redis.jedis()) {
      Eventually.that(
          "the room is due no more",
          () -> {
            nearKeeper.vouch();
            nearKeeper.renew();
            nearKeeper.sweep();
            return jedis.zcard("webrtc:{rooms}:due") == 0
                && jedis.zcard("webrtc:{rooms}:taken") == 0;
          });
    }
    assertThat(watch.told()).containsExactly("joined ada");
    assertThat(near.sessions().snapshot(room).orElseThrow().hasUser(new UserId("ada"))).isTrue();
  }

  @Test
  void aRoomLeftBehindIsListedUnderNoLease() {
    near.sessions().leave(near.join(room, "ada").attachment());
    try (var jedis = redis.jedis()) {
      Eventually.that(
          "nothing is left of the room",
          () -> {
            nearKeeper.vouch();
            nearKeeper.renew();
            nearKeeper.sweep();
            return jedis.keys("webrtc:{rooms}:*").equals(Set.of("webrtc:{rooms}:leases"));
          });
    }
  }

  @Test
  void aNodeThatWasCutOffTakesUpWhatItHoldsUnderAnotherLease() {
    nearKeeper.hold(near.join(room, "bob"));
    var ada = far.join(room, "ada");
    farKeeper.hold(ada);
    line.cutNow();
    farKeeper.vouch();
    keepUntil("update ada suspended");
    line.mend();
    Eventually.that(
        "ada is back",
        () -> {
          farKeeper.vouch();
          farKeeper.renew();
          return watch.told().contains("update ada active")
              || farKeeper.lost().contains(ada.attachment());
        });
    if (farKeeper.lost().isEmpty()) {
      nearKeeper.vouch();
      nearKeeper.sweep();
      assertThat(watch.told())
          .containsExactly("joined bob", "joined ada", "update ada suspended", "update ada active");
    }
  }

  @Test
  void aSuspensionThatRedisDidNotAnswerIsMadeUpFor() {
    nearKeeper.hold(near.join(room, "bob"));
    var ada = far.join(room, "ada");
    line.cutNow();
    assertThatThrownBy(
            () -> far.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST))
        .isInstanceOf(UnavailableException.class);
    assertThat(watch.told()).containsExactly("joined bob", "joined ada");
    line.mend();
    Eventually.that(
        "ada is suspended",
        () -> {
          farKeeper.vouch();
          farKeeper.renew();
          return watch.told().contains("update ada suspended");
        });
  }

  @Test
  void aPlainClientWhoseAdmissionWasNotAnsweredFindsItsSessionAgain() {
    near.join(room, "bob");
    far.join(room, "eve");
    var plain = TestNode.arrival(room, "ada", null, null);
    line.loseAnswersAfter(2);
    assertThatThrownBy(() -> far.sessions().admit(plain)).isInstanceOf(UnavailableException.class);
    assertThat(watch.told()).as("it happened all the same").contains("joined ada");
    line.mend();
    var again = new ArrayList<Attachment>();
    Eventually.that("ada is in", () -> again.addAll(comeBack(plain)));
    far.sessions().settle();
    assertThat(watch.told()).containsExactly("joined bob", "joined eve", "joined ada");
    assertThat(near.sessions().snapshot(room).orElseThrow().sessions()).hasSize(3);
    assertThat(far.renew(room, new Hold(again.getFirst(), null))).isEmpty();
  }

  private List<Attachment> comeBack(Arrival plain) {
    try {
      return List.of(far.admit(plain).attachment());
    } catch (UnavailableException notYet) {
      return List.of();
    }
  }

  @Test
  void anAdmissionThatNobodyComesBackForIsUndone() {
    near.join(room, "bob");
    far.join(room, "eve");
    line.loseAnswersAfter(2);
    assertThatThrownBy(() -> far.join(room, "ada")).isInstanceOf(UnavailableException.class);
    assertThat(watch.told()).as("it happened all the same").contains("joined ada");
    line.mend();
    Eventually.that(
        "nothing is unanswered",
        () -> {
          farKeeper.renew();
          return near.sessions().standing(room, new UserId("ada")).isEmpty();
        });
    assertThat(watch.told())
        .containsExactly("joined bob", "joined eve", "joined ada", "left ada left");
  }

  @Test
  void aSessionThatItsNodeHasForgottenIsSuspended() {
    nearKeeper.hold(near.join(room, "bob"));
    near.join(room, "ada");
    Eventually.that(
        "ada is suspended",
        () -> {
          nearKeeper.vouch();
          near.sessions()
              .renew(
                  nearKeeper.in(each -> true).keySet().stream()
                      .collect(Collectors.toMap(each -> each, each -> List.of())));
          return watch.told().contains("update ada suspended");
        });
  }

  @Test
  void manySweepersTakeEachRoomOnce() throws InterruptedException, ExecutionException {
    var rooms = IntStream.range(0, 40).mapToObj(i -> TestNode.freshRoom()).toList();
    for (var each : rooms) {
      var ada = near.join(each, "ada");
      near.join(each, "bob");
      near.sessions().suspend(ada.attachment(), null, ConnectionEnd.LINE_LOST);
    }
    Predicate<RoomId> isEmptied = each -> told(each).contains("left ada expired");
    try (var threads = Executors.newFixedThreadPool(6);
        var other = new TestNode(redis.open(Duration.ofSeconds(5)), TestNode.REPLAY, SETTINGS)) {
      while (!rooms.stream().allMatch(isEmptied)) {
        near.sessions().vouch();
        var sweeps =
            IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(
                    i -> () -> (i % 2 == 0 ? near : other).sessions().sweepDue(7).size())
                .toList();
        for (var done : threads.invokeAll(sweeps)) {
          assertThat(done.get()).isLessThanOrEqualTo(7);
        }
      }
    }
    for (var each : rooms) {
      assertThat(told(each))
          .containsSubsequence("joined ada", "update ada suspended", "left ada expired", "host bob")
          .containsOnlyOnce("update ada suspended", "left ada expired", "host bob");
    }
  }

  private List<String> told(RoomId of) {
    return new RoomWatch(near.log(), of).told();
  }

  @Test
  void aPoisonedRoomStandsInNobodysWay() {
    var other = TestNode.freshRoom();
    var ada = far.join(other, "ada");
    far.join(room, "eve");
    try (var jedis = redis.jedis()) {
      jedis.hset(new RoomKeys(room).statePrefix() + "eve", sessionOf("eve"), "poison");
    }
    nearKeeper.vouch();
    Eventually.that(
        "the other room is swept",
        () -> {
          nearKeeper.vouch();
          nearKeeper.sweep();
          return told(other).contains("left ada expired");
        });
    assertThat(far.sessions().standing(other, ada.attachment().key().user())).isEmpty();
  }

  private String sessionOf(String user) {
    return near.sessions().standing(room, new UserId(user)).orElseThrow().key().session().value();
  }

  @Test
  void manyIdleRoomsTakeFewCommands() {
    for (int i = 0; i < 200; i++) {
      nearKeeper.hold(near.join(TestNode.freshRoom(), "ada"));
    }
    nearKeeper.vouch();
    nearKeeper.renew();
    long before = commands();
    nearKeeper.vouch();
    assertThat(commands() - before).as("to vouch for all of them").isLessThan(10);
    nearKeeper.renew();
    assertThat(nearKeeper.tops()).hasSize(200).allSatisfy((each, top) -> assertThat(top).isOne());
  }
}
