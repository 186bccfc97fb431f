package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions.Hold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, as whom, and with which session. */
class AdmissionTest {
  private static final int SEATS = 5;

  private final TestNode node =
      new TestNode(
          TestRedis.shared().open(Duration.ofSeconds(5)),
          TestNode.REPLAY,
          new SessionSettings(Duration.ofMinutes(5), Duration.ofSeconds(15), SEATS, 2));
  private final RoomId room = TestNode.freshRoom();
  private final RoomWatch watch = new RoomWatch(node.log(), room);

  @AfterEach
  void close() {
    node.close();
  }

  private static Arrival from(RoomId room, String user, String client) {
    return TestNode.arrival(room, user, client, null);
  }

  private List<Admission> atOnce(RoomId room, int count)
      throws InterruptedException, ExecutionException {
    var tasks =
        IntStream.range(0, count)
            .<Callable<Admission>>mapToObj(
                i -> () -> node.sessions().admit(TestNode.arrival(room, "user" + i)))
            .toList();
    var answers = new ArrayList<Admission>();
    try (var threads = Executors.newFixedThreadPool(count)) {
      for (var done : threads.invokeAll(tasks)) {
        answers.add(done.get());
      }
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void ofManyFirstOnesOneIsHost(int count) throws InterruptedException, ExecutionException {
    for (int round = 0; round < 10; round++) {
      var fresh = TestNode.freshRoom();
      var roles = atOnce(fresh, count).stream().map(each -> ((Admitted) each).role()).toList();
      assertThat(roles).hasSize(count).containsOnlyOnce(Role.HOST);
      var shown = node.sessions().snapshot(fresh).orElseThrow();
      var hosts = shown.sessions().stream().filter(each -> each.role() == Role.HOST).toList();
      assertThat(hosts)
          .singleElement()
          .matches(each -> shown.host().equals(Optional.of(each.userId())));
    }
  }

  @Test
  void asManyEnterAsThereAreSeatsAndTheOthersLeaveNoTrace()
      throws InterruptedException, ExecutionException {
    var answers = atOnce(room, SEATS + 10);
    assertThat(answers).filteredOn(Admitted.class::isInstance).hasSize(SEATS);
    assertThat(answers)
        .filteredOn(Admission.Full.class::isInstance)
        .hasSize(10)
        .allMatch(each -> each.equals(new Admission.Full(SEATS)));
    assertThat(watch.top()).isEqualTo(SEATS);
    try (var jedis = TestRedis.shared().jedis()) {
      assertThat(jedis.keys("webrtc:reconnect:state:{" + room + "}:*")).hasSize(SEATS);
      assertThat(jedis.keys("*{" + room + "}*")).hasSize(SEATS + 5);
      assertThat(jedis.hlen("webrtc:roles:{" + room + "}")).isEqualTo(SEATS + 1);
    }
  }

  @Test
  void aFullRoomStillHasRoomForAnotherDeviceOfSomebodyInIt()
      throws InterruptedException, ExecutionException {
    atOnce(room, SEATS);
    assertThat(node.sessions().admit(from(room, "user0", "phone"))).isInstanceOf(Admitted.class);
    assertThat(node.sessions().admit(from(room, "user0", "tablet")))
        .isEqualTo(new Admission.Full(2));
  }

  @Test
  void aTokenResumesItsSessionAndIsReplaced() {
    var first = node.admit(from(room, "ada", "tab"));
    var again = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    assertThat(again.attachment().key()).isEqualTo(first.attachment().key());
    assertThat(again.attachment().generation()).isEqualTo(2);
    assertThat(again.resumption()).isNotNull();
    assertThat(again.resumeToken()).isNotEqualTo(first.resumeToken());
    assertThat(again.role()).isEqualTo(Role.HOST);
  }

  @Test
  void theTokenBeforeIsGoodUntilTheNewOneHasArrived() {
    var first = node.admit(from(room, "ada", "tab"));
    var second = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    var third = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    assertThat(third.attachment().generation()).isEqualTo(3);
    node.sessions().confirm(second.attachment());
    var fourth = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    assertThat(fourth.attachment().generation())
        .as("an older connection confirms nothing")
        .isEqualTo(4);
    node.sessions().confirm(fourth.attachment());
    assertThat(node.sessions().admit(TestNode.arrival(room, "ada", "tab", first.resumeToken())))
        .isInstanceOf(Admission.StaleToken.class);
    assertThat(node.admit(TestNode.arrival(room, "ada", "tab", fourth.resumeToken())))
        .matches(each -> each.attachment().generation() == 5);
  }

  /** An abandoned join that is processed after the one that its client waits for. */
  @Test
  void aJoinThatComesLateDoesNotTakeTheTokenAwayThatItsClientHolds() {
    var first = node.admit(from(room, "ada", "tab"));
    var held = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    node.admit(TestNode.arrival(room, "ada", "tab", null));
    var back = node.admit(TestNode.arrival(room, "ada", "tab", held.resumeToken()));
    assertThat(back.attachment().key()).isEqualTo(first.attachment().key());
    node.sessions().confirm(back.attachment());
    for (var before : List.of(first, held)) {
      assertThat(node.sessions().admit(TestNode.arrival(room, "ada", "tab", before.resumeToken())))
          .isInstanceOf(Admission.StaleToken.class);
    }
  }

  @Test
  void aStaleTokenChangesNothing() {
    var first = node.admit(from(room, "ada", "tab"));
    var second = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    node.sessions().confirm(second.attachment());
    long top = watch.top();
    node.sessions().admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    node.sessions().admit(TestNode.arrival(room, "ada", "other", first.resumeToken()));
    assertThat(watch.top()).isEqualTo(top);
    assertThat(node.renew(room, new Hold(second.attachment(), null))).isEmpty();
    node.sessions().suspend(second.attachment(), null, ConnectionEnd.LINE_LOST);
    assertThat(watch.told(top)).containsExactly("update ada suspended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "s_x.", ".y", "s_none.secret", "a b.c", "é.ü", "s_x|g.1"})
  void whatIsNoTokenBeginsAnew(String text) {
    var in = node.admit(TestNode.arrival(room, "ada", "tab", text));
    assertThat(in.resumption()).isNull();
    assertThat(in.attachment().generation()).isEqualTo(1);
  }

  @Test
  void aTokenThatNamesAPartOfASessionIsNoToken() {
    var session = node.admit(from(room, "ada", "tab")).attachment().key().session();
    for (var part : List.of("|g", "|l", "|v", "|c")) {
      var in =
          node.admit(TestNode.arrival(room, "ada", "x" + part.charAt(1), session + part + ".1"));
      assertThat(in.resumption()).isNull();
      node.sessions().leave(in.attachment());
    }
  }

  @Test
  void aTokenIsOfNoUseToAnotherUser() {
    var ada = node.admit(from(room, "ada", "tab"));
    long top = watch.top();
    assertThat(node.sessions().admit(TestNode.arrival(room, "eve", "tab", ada.resumeToken())))
        .isInstanceOf(Admission.StrangersToken.class);
    assertThat(watch.top()).isEqualTo(top);
    var again = node.admit(TestNode.arrival(room, "ada", "tab", ada.resumeToken()));
    assertThat(again.attachment().key()).isEqualTo(ada.attachment().key());
  }

  @Test
  void aTokenOfAnEndedSessionBeginsAnew() {
    var first = node.admit(from(room, "ada", "tab"));
    node.sessions().leave(first.attachment());
    var again = node.admit(TestNode.arrival(room, "ada", "tab", first.resumeToken()));
    assertThat(again.resumption()).isNull();
    assertThat(again.attachment().key()).isNotEqualTo(first.attachment().key());
  }

  @Test
  void aDeviceIsKnownByItsClientId() {
    var first = node.admit(from(room, "ada", "tab"));
    node.sessions()
        .suspend(first.attachment(), first.snapshot().position(), ConnectionEnd.LINE_LOST);
    var other = node.admit(from(room, "ada", "phone"));
    assertThat(other.resumption()).isNull();
    var again = node.admit(from(room, "ada", "tab"));
    assertThat(again.attachment().key()).isEqualTo(first.attachment().key());
    assertThat(Objects.requireNonNull(again.resumption()).cursor())
        .isEqualTo(first.snapshot().position());
  }

  @Test
  void aPlainClientResumesTheLatestSuspendedSessionOfItsUser() {
    var first = node.admit(TestNode.arrival(room, "ada", null, null));
    var second = node.admit(TestNode.arrival(room, "ada", null, null));
    assertThat(second.attachment().key()).isNotEqualTo(first.attachment().key());
    node.sessions().suspend(second.attachment(), null, ConnectionEnd.LINE_LOST);
    node.sessions()
        .suspend(
            first.attachment(),
            new LogPosition(first.snapshot().position().epoch(), 1),
            ConnectionEnd.LINE_LOST);
    var again = node.admit(TestNode.arrival(room, "ada", null, null));
    assertThat(again.attachment().key()).isIn(first.attachment().key(), second.attachment().key());
    assertThat(again.resumption()).isNotNull();
    node.sessions().leave(again.attachment());
    var bob = node.admit(TestNode.arrival(room, "bob", null, null));
    assertThat(bob.resumption()).as("sessions of others are not his").isNull();
  }

  @Test
  void aResumedSessionIsAsItWasLeft() {
    var bob = node.join(room, "bob");
    var ada = node.join(room, "ada");
    node.sessions().suspend(ada.attachment(), ada.snapshot().position(), ConnectionEnd.LINE_LOST);
    long top = watch.top();
    var again = node.join(room, "ada");
    assertThat(watch.told(top)).containsExactly("update ada active");
    var resumption = Objects.requireNonNull(again.resumption());
    assertThat(resumption.away()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    assertThat(resumption.cursor()).isEqualTo(ada.snapshot().position());
    assertThat(again.role()).isEqualTo(Role.PARTICIPANT);
    var shown = again.snapshot().sessions();
    assertThat(shown).hasSize(2);
    assertThat(shown.getFirst().userId()).isEqualTo(bob.attachment().key().user());
    assertThat(shown.getLast().connectionState()).isEqualTo(ConnectionState.ACTIVE);
  }

  @Test
  void takingOverALivingConnectionIsNotAnnounced() {
    node.join(room, "bob");
    var ada = node.join(room, "ada");
    long top = watch.top();
    node.admit(TestNode.arrival(room, "ada", "ada-client", ada.resumeToken()));
    assertThat(watch.top()).isEqualTo(top);
  }

  @Test
  void anAdmissionThatIsRunAgainFindsTheSameSession() {
    var once = node.join(room, "ada");
    var twice = node.join(room, "ada");
    assertThat(twice.attachment().key()).isEqualTo(once.attachment().key());
    assertThat(watch.told()).containsExactly("joined ada");
  }

  /** Many of them within one millisecond. */
  @Test
  void whoComesLaterStandsLaterHoweverQuicklyTheyCome() {
    var names = List.of("ada", "bob", "cleo");
    for (int i = 0; i < 20; i++) {
      var fresh = TestNode.freshRoom();
      names.forEach(name -> node.join(fresh, name));
      assertThat(node.sessions().snapshot(fresh).orElseThrow().sessions())
          .extracting(each -> each.userId().value())
          .containsExactlyElementsOf(names);
    }
  }

  @Test
  void theSnapshotIsTheRoomAtItsPosition() {
    node.join(room, "ada");
    var bob = node.admit(TestNode.arrival(room, "bob", "x", null));
    var snapshot = bob.snapshot();
    assertThat(snapshot.position().sequence()).isEqualTo(2).isEqualTo(watch.top());
    assertThat(snapshot.host()).hasValue(new UserId("ada"));
    assertThat(snapshot.participantCount()).isEqualTo(2);
    assertThat(snapshot.sessions())
        .extracting(each -> each.userId().value() + " " + each.username() + " " + each.role())
        .containsExactly("ada ADA HOST", "bob BOB PARTICIPANT");
    assertThat(snapshot.sessions().getLast().sessionId())
        .isEqualTo(bob.attachment().key().session().value());
    assertThat(node.sessions().snapshot(room)).contains(snapshot);
    assertThat(node.sessions().snapshot(TestNode.freshRoom())).isEmpty();
  }
}
