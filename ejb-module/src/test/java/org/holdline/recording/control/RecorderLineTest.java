package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OngoingRecording;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.ParticipantKind;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.holdline.message.json.JsonMessageCodec;
import org.holdline.platform.control.Eventually;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Routing;
import org.holdline.replay.redis.RedisServerSignals;
import org.holdline.room.control.Decision;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.redis.TestNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recorder in a room of real sessions. */
class RecorderLineTest {
  private static final UserId ADA = new UserId("ada");
  private static final SessionId SELF = new SessionId("s_rec-1");
  private static final OngoingRecording RECORDING =
      new OngoingRecording(
          "6f1c2c1e-0b0a-4d5e-9a55-0c1f6f4f2a11",
          ADA,
          "Ada",
          Instant.parse("2026-11-21T10:00:00Z"),
          "pending",
          "medium",
          SELF.value(),
          null);

  private final TestNode node = TestNode.ofProduct();
  private final TestNode far = TestNode.ofProduct();
  private final RoomId room = TestNode.freshRoom();
  private final JsonMessageCodec codec = new JsonMessageCodec();
  private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger happened = new AtomicInteger();
  private final RecorderLine line =
      new RecorderLine(
          new RecorderLine.Ports(
              node.sessions(),
              node.tails(),
              new RedisServerSignals(node.redis(), TestNode.REPLAY),
              codec,
              Clock.systemUTC()),
          room,
          RECORDING,
          new RecorderLine.Hearing() {
            @Override
            public void signaled(SessionId from, Signal signal) {
              signals.add(signal);
            }

            @Override
            public void happened() {
              happened.incrementAndGet();
            }
          });

  @AfterEach
  void close() {
    line.close();
    far.close();
    node.close();
  }

  private void record(@Nullable OngoingRecording recording) {
    node.rules()
        .change(
            room,
            now ->
                Decision.of(
                    now.rules().recordedBy(recording),
                    new Notice.UserJoined(RECORDING.participant(), Instant.EPOCH)));
  }

  private Outcome said(Admitted by, Signal signal) {
    var key = by.attachment().key();
    var sender =
        new SenderIdentity(room.value(), key.user(), key.session().value(), key.user().value());
    var body = codec.envelope(new OutgoingEnvelope(signal, room.value(), sender, Instant.now()));
    var routing =
        new Routing(
            false, signal.type().wireName(), key.user(), key.session(), RECORDING.recorder(), SELF);
    var draft =
        new Draft(
            key.session(),
            by.attachment().generation(),
            "client",
            null,
            new Draft.Entry(routing, body),
            null);
    return far.log().append(room, List.of(draft), RulesVersion.ANY).getFirst();
  }

  private static Signal.Offer offer() {
    return new Signal.Offer("v=0", new Target(RECORDING.recorder(), SELF.value()));
  }

  @Test
  void whatIsSentToItArrivesAlsoWhatWasSentWhileItHadLostItsPlace() {
    var ada = far.join(room, "ada");
    assertThat(line.look()).isPresent();
    record(RECORDING);
    said(ada, offer());
    Eventually.that("the first offer", () -> signals.size() == 1);
    line.logLost();
    line.close();
    said(ada, offer());
    line.look();
    Eventually.that("the second offer", () -> signals.size() == 2);
    assertThat(signals).allMatch(Signal.Offer.class::isInstance);
  }

  @Test
  void nothingReachesItBeforeItComesAndAfterItHasGone() {
    var ada = far.join(room, "ada");
    assertThat(said(ada, offer())).isInstanceOf(Outcome.TargetAbsent.class);
    record(RECORDING);
    assertThat(said(ada, offer())).isNotInstanceOf(Outcome.TargetAbsent.class);
    record(null);
    assertThat(said(ada, offer())).isInstanceOf(Outcome.TargetAbsent.class);
  }

  @Test
  void whatItAnswersReachesThatSessionAndNobodyElse() {
    var ada = far.join(room, "ada");
    far.join(room, "bob");
    record(RECORDING);
    line.look();
    var key = ada.attachment().key();
    var sink = new CollectingSink();
    var tail = far.tails().open(room);
    tail.startAt(ada.snapshot().position());
    tail.follow(new Feed(new Reader(key.user(), key.session()), sink, ada.snapshot().position()));
    var bobs = new CollectingSink();
    tail.follow(
        new Feed(
            new Reader(new UserId("bob"), new SessionId("s_bob")),
            bobs,
            ada.snapshot().position()));
    line.answer(key.session(), "v=0\r\nm=audio\r\n", "v=0\r\no=- 42 7 IN IP4 0.0.0.0\r\n");
    line.candidate(
        key.session(), new Signal.IceCandidate("c", "0", 0L, null, new Target(ADA, null)));
    Eventually.that("both", () -> types(sink).containsAll(List.of("answer", "ice-candidate")));
    var answer =
        sink.taken().stream()
            .filter(each -> each.routing().type().equals("answer"))
            .findFirst()
            .orElseThrow();
    assertThat(codec.signal(answer.body()))
        .isInstanceOfSatisfying(
            Signal.Answer.class,
            said ->
                assertThat(said.sdp())
                    .isEqualTo("v=0\r\na=x-holdline-answers:42 7\r\nm=audio\r\n"));
    assertThat(answer.body()).contains("\"sender_session_id\":\"s_rec-1\"");
    assertThat(types(bobs)).doesNotContain("answer", "ice-candidate");
  }

  private static List<String> types(CollectingSink sink) {
    return types(sink.taken());
  }

  private static List<String> types(List<LoggedMessage> messages) {
    return messages.stream().map(each -> each.routing().type()).toList();
  }

  private List<String> waitingFor(SessionId session) {
    return types(far.log().read(room, 0, List.of(session), 100).orElseThrow().messages());
  }

  @Test
  void whatItAnswersWaitsForWhoHasLostTheLineAsLongAsItIsThere() {
    var ada = far.join(room, "ada").attachment().key().session();
    record(RECORDING);
    line.look();
    line.answer(ada, "v=0\r\nm=audio\r\n", "v=0\r\no=- 42 7 IN IP4 0.0.0.0\r\n");
    assertThat(waitingFor(ada)).contains("answer");
    record(null);
    assertThat(waitingFor(ada)).doesNotContain("answer");
  }

  @Test
  void itIsSeenByAllTakesNoSeatAndGoesWithTheRoom() {
    var ada = far.join(room, "ada");
    record(RECORDING);
    var snapshot = line.look().orElseThrow();
    assertThat(snapshot.participants())
        .extracting(each -> each.kind())
        .containsExactly(ParticipantKind.PERSON, ParticipantKind.RECORDER);
    assertThat(snapshot.participantCount()).isEqualTo(1);
    assertThat(snapshot.state(room, ADA).participantCount()).isEqualTo(1);
    assertThat(snapshot.rules().recording()).isEqualTo(RECORDING);
    int before = happened.get();
    far.sessions().leave(ada.attachment());
    Eventually.that("the leaving is heard", () -> happened.get() > before);
    assertThat(node.rules().read(room).rules().recording()).isNull();
    far.join(room, "bob");
    assertThat(line.look().orElseThrow().rules().recording()).isNull();
  }
}
