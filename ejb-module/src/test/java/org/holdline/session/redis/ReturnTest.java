package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody finds when he comes back: why he had gone, and the rights that he has now. */
class ReturnTest {
  private static final int AT_ONCE = 8;

  private final TestNode node =
      new TestNode(
          TestRedis.shared().open(Duration.ofSeconds(5)), TestNode.REPLAY, TestNode.SESSIONS);
  private final TestNode hasty =
      new TestNode(
          TestRedis.shared().open(),
          TestNode.REPLAY,
          new SessionSettings(Duration.ofMinutes(5), Duration.ofMillis(20), 50, 10));
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), room);

  @AfterEach
  void close() {
    hasty.close();
    node.close();
  }

  private static Arrival as(Role role, RoomId room, String user) {
    return new Arrival(
        room,
        new UserId(user),
        user,
        new Arrival.Claim(user + "-client", null, null),
        new Arrival.Devices(true, true),
        role);
  }

  private static ConnectionEnd before(Admitted again) {
    return Objects.requireNonNull(again.resumption()).before();
  }

  @ParameterizedTest
  @EnumSource(ConnectionEnd.class)
  void howItEndedIsKnownToWhateverNodeItComesBackTo(ConnectionEnd how) {
    var ada = node.join(room, "ada");
    assertThat(node.sessions().suspend(ada.attachment(), null, how)).isTrue();
    assertThat(before(hasty.join(room, "ada"))).isEqualTo(how);
  }

  @Test
  void aLeaseThatRanOutMeansThatTheNodeIsLost() {
    hasty.join(room, "ada");
    Eventually.that("the lease is over", () -> hasty.sessions().sweep(room) > 0);
    assertThat(before(node.join(room, "ada"))).isEqualTo(ConnectionEnd.NODE_LOST);
  }

  @Test
  void whoComesBackBeforeHeWasMissedHasSupersededHimself() {
    var ada = node.join(room, "ada");
    node.join(room, "ada");
    var third = node.join(room, "ada");
    assertThat(before(third)).isEqualTo(ConnectionEnd.SUPERSEDED);
    assertThat(node.sessions().suspend(ada.attachment(), null, ConnectionEnd.SILENT)).isFalse();
    assertThat(node.sessions().suspend(third.attachment(), null, ConnectionEnd.SLOW)).isTrue();
    assertThat(before(node.join(room, "ada"))).isEqualTo(ConnectionEnd.SLOW);
  }

  @Test
  void whoDoesNotSayHowHisDevicesAreHasThemAsTheyWere() {
    assertThat(mediaOf(null, null))
        .isEqualTo(new ParticipantView.Media(true, true, false, null, false));
    mediaOf(false, null);
    assertThat(mediaOf(null, null).audioEnabled()).isFalse();
    assertThat(mediaOf(null, false)).isEqualTo(ParticipantView.Media.OFF);
  }

  /** He may have been muted while his line was down, and his client may not know. */
  @Test
  void nothingGoesOnAgainByComingBack() {
    mediaOf(true, true);
    mediaOf(false, null);
    long top = watch.top();
    assertThat(mediaOf(true, true))
        .isEqualTo(new ParticipantView.Media(false, true, false, null, false));
    assertThat(watch.top()).isEqualTo(top);
  }

  @Test
  void theRoomHearsWhatIsOffSinceSomebodyIsBackThoughNobodyHadMissedHim() {
    mediaOf(true, true);
    long top = watch.top();
    mediaOf(true, false);
    assertThat(watch.told(top)).containsExactly("update ada active");
  }

  private ParticipantView.Media mediaOf(@Nullable Boolean audio, @Nullable Boolean video) {
    var plain = TestNode.arrival(room, "ada");
    var devices = new Arrival.Devices(audio, video);
    var arrival =
        new Arrival(room, plain.user(), plain.username(), plain.claim(), devices, plain.role());
    return node.admit(arrival).snapshot().sessions().getFirst().media();
  }

  /** It waited long at a door that its client has given up. */
  @Test
  void aJoinThatWasOvertakenByALaterOneOfItsClientTakesNothing() {
    node.admit(attempt(1));
    var third = node.admit(attempt(3));
    long top = watch.top();
    assertThat(hasty.sessions().admit(attempt(2))).isInstanceOf(Admission.Overtaken.class);
    assertThat(watch.top()).isEqualTo(top);
    var sameAgain = node.admit(attempt(3));
    assertThat(sameAgain.attachment().generation()).isEqualTo(third.attachment().generation() + 1);
    assertThat(node.join(room, "ada").attachment().key()).isEqualTo(third.attachment().key());
  }

  private Arrival attempt(long number) {
    var ada = TestNode.arrival(room, "ada");
    return new Arrival(
        room,
        ada.user(),
        ada.username(),
        new Arrival.Claim(ada.claim().clientId(), null, number),
        ada.devices(),
        ada.role());
  }

  @Test
  void rightsThatWereLostMeanwhileAreLostOnResumeAndTheRoomHearsIt() {
    node.join(room, "host");
    var grace = node.admit(as(Role.MODERATOR, room, "grace"));
    assertThat(grace.role()).isEqualTo(Role.MODERATOR);
    node.sessions().suspend(grace.attachment(), null, ConnectionEnd.CLOSED);
    long top = watch.top();
    var again = node.admit(as(Role.PARTICIPANT, room, "grace"));
    assertThat(again.role()).isEqualTo(Role.PARTICIPANT);
    assertThat(again.snapshot().sessions().getLast().role()).isEqualTo(Role.PARTICIPANT);
    assertThat(watch.told(top)).containsExactly("participant grace", "update grace active");
  }

  @Test
  void rightsThatWereGainedMeanwhileCountToo() {
    node.join(room, "host");
    node.admit(as(Role.PARTICIPANT, room, "grace"));
    assertThat(node.admit(as(Role.MODERATOR, room, "grace")).role()).isEqualTo(Role.MODERATOR);
  }

  @Test
  void aNewerTokenChangesTheRightsOfWhoStays() {
    node.join(room, "host");
    var first = node.admit(as(Role.MODERATOR, room, "grace"));
    long top = watch.top();
    hasty.sessions().regroup(first.attachment(), Role.PARTICIPANT);
    hasty.sessions().regroup(first.attachment(), Role.PARTICIPANT);
    assertThat(watch.told(top)).containsExactly("participant grace");
    var second = node.admit(as(Role.PARTICIPANT, room, "grace"));
    node.sessions().regroup(first.attachment(), Role.MODERATOR);
    assertThat(second.role()).as("an older connection has no say").isEqualTo(Role.PARTICIPANT);
    assertThat(watch.told(top)).containsExactly("participant grace");
  }

  @Test
  void theHostStaysHostWhateverHisGroups() {
    node.admit(as(Role.MODERATOR, room, "grace"));
    long top = watch.top();
    assertThat(node.admit(as(Role.PARTICIPANT, room, "grace")).role()).isEqualTo(Role.HOST);
    assertThat(watch.top()).isEqualTo(top);
  }

  /** The token before stays good until the first ack, so each of them may come in. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofManyAttachesAtTheSameInstantTheNewestAloneHoldsTheSession(boolean suspended)
      throws InterruptedException, ExecutionException {
    var first = node.join(room, "ada");
    if (suspended) {
      node.sessions().suspend(first.attachment(), null, ConnectionEnd.LINE_LOST);
    }
    long top = watch.top();
    var arrival = TestNode.arrival(room, "ada", "ada-client", first.resumeToken());
    var tasks =
        IntStream.range(0, AT_ONCE)
            .<Callable<Admitted>>mapToObj(i -> () -> (i % 2 == 0 ? node : hasty).admit(arrival))
            .toList();
    int accepted = 0;
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var done : threads.invokeAll(tasks)) {
        var in = done.get();
        assertThat(in.attachment().key()).isEqualTo(first.attachment().key());
        accepted += says(in) ? 1 : 0;
      }
    }
    assertThat(accepted).isOne();
    assertThat(watch.told(top))
        .containsExactly(
            suspended
                ? new String[] {"update ada active", "chat-message"}
                : new String[] {"chat-message"});
  }

  private boolean says(Admitted in) {
    try {
      return RoomLogContract.append(node.log(), room, draftOf(in)).position().sequence() > 0;
    } catch (SessionGoneException fenced) {
      assertThat(fenced.isSuperseded()).isTrue();
      return false;
    }
  }

  @Test
  void aClientThatNeverAcknowledgesKeepsAFewTokensAndNoMore() {
    var first = node.join(room, "ada");
    var token = first.resumeToken();
    for (int i = 0; i < 20; i++) {
      assertThat(node.admit(TestNode.arrival(room, "ada", "ada-client", token)).attachment().key())
          .isEqualTo(first.attachment().key());
    }
    try (var jedis = TestRedis.shared().jedis()) {
      var state = "webrtc:reconnect:state:{" + room + "}:ada";
      assertThat(jedis.hlen(state)).isLessThanOrEqualTo(5);
      assertThat(jedis.hget(state, first.attachment().key().session().value()).length())
          .isLessThan(1_200);
    }
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> node.log().append(room, List.of(draftOf(first)), RulesVersion.ANY));
  }

  private static Draft draftOf(Admitted in) {
    var key = in.attachment().key();
    return new Draft(
        key.session(),
        in.attachment().generation(),
        "ada-client",
        null,
        new Draft.Entry(
            new Routing(true, "chat-message", key.user(), key.session(), null, null), "{}"),
        null);
  }
}
