package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.TruncationReason;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.NodeName;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay.Asked;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.Routing;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.HistoryPolicy;
import org.holdline.session.control.HistoryScope;
import org.holdline.session.control.Membership;
import org.holdline.session.control.Missed;
import org.holdline.session.control.MissedMessages;
import org.holdline.session.control.RecoveryJournal;
import org.holdline.session.control.Returns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissedMessagesTest {
  private final TestNode node = TestNode.ofProduct();
  private final Membership membership = new Membership(node.sessions(), node.bans());
  private final MissedMessages missed = missed(node, HistoryPolicy.SINCE_JOIN);

  private static MissedMessages missed(TestNode node, HistoryPolicy policy) {
    var scope = new HistoryScope(policy, node.sessions());
    return new MissedMessages(node.sessions(), node.replay(), scope);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private void say(RoomId room, Admitted by, String body, @Nullable String to) {
    say(node, room, by, body, to);
  }

  private static void say(
      TestNode node, RoomId room, Admitted by, String body, @Nullable String to) {
    var key = by.attachment().key();
    var target = to == null ? null : new UserId(to);
    var routing = new Routing(true, "chat-message", key.user(), key.session(), target, null);
    RoomLogContract.append(
        node.log(),
        room,
        new Draft(
            key.session(),
            by.attachment().generation(),
            "client",
            null,
            new Draft.Entry(routing, body),
            null));
  }

  private Missed ask(RoomId room, String user, @Nullable String epoch, long sequence) {
    return missed.since(membership.require(room, new UserId(user)), new Asked(epoch, sequence));
  }

  private static List<String> said(Missed answer) {
    return answer.messages().stream()
        .map(LoggedMessage::body)
        .filter(body -> body.startsWith("\""))
        .toList();
  }

  @Test
  void whatWasSaidSinceIsThereInOrderAndNothingOfOthers() {
    var room = TestNode.freshRoom();
    var ada = node.join(room, "ada");
    var bob = node.join(room, "bob");
    node.join(room, "eve");
    var position = bob.snapshot().position();
    say(room, ada, "\"to all\"", null);
    say(room, ada, "\"to bob\"", "bob");
    say(room, ada, "\"to eve\"", "eve");
    say(room, bob, "\"own\"", null);
    var answer = ask(room, "bob", position.epoch().value(), position.sequence());
    assertThat(said(answer)).containsExactly("\"to all\"", "\"to bob\"");
    assertThat(answer.cut()).isNull();
    assertThat(answer.more()).isFalse();
    assertThat(answer.from()).isEqualTo(position.sequence());
  }

  @Test
  void nobodyHearsWhatWasSaidBeforeHeCame() {
    var room = TestNode.freshRoom();
    var ada = node.join(room, "ada");
    say(room, ada, "\"secret\"", null);
    var bob = node.join(room, "bob");
    say(room, ada, "\"public\"", null);
    var answer = ask(room, "bob", null, 0);
    assertThat(said(answer)).containsExactly("\"public\"");
    var cut = Objects.requireNonNull(answer.cut());
    assertThat(cut.reason()).isEqualTo(TruncationReason.NOT_AUTHORIZED);
    assertThat(cut.missing()).isEqualTo(new MissingRange(1, 2));
    assertThat(cut.snapshot().hasUser(bob.attachment().key().user())).isTrue();
  }

  /** A resume asks from anywhere, also from before its session began. */
  @ParameterizedTest
  @EnumSource(HistoryPolicy.class)
  void aResumeBringsNoMoreThanOtherwiseCouldBeAsked(HistoryPolicy policy) {
    var room = TestNode.freshRoom();
    var ada = node.join(room, "ada");
    say(room, ada, "\"secret\"", null);
    node.join(room, "bob");
    say(room, ada, "\"public\"", null);
    var returned = returns(policy).of(node.join(room, "bob"), new Asked(null, 0), 0);
    var heard =
        returned.missed().stream().map(LoggedMessage::body).filter(body -> body.startsWith("\""));
    switch (policy) {
      case WHOLE -> {
        assertThat(heard).containsExactly("\"secret\"", "\"public\"");
        assertThat(returned.recovery()).isInstanceOf(Recovery.Complete.class);
      }
      case SINCE_JOIN -> {
        assertThat(heard).containsExactly("\"public\"");
        assertThat(returned.recovery())
            .isInstanceOfSatisfying(
                Recovery.Truncated.class,
                cut -> {
                  assertThat(cut.reason()).isEqualTo(TruncationReason.NOT_AUTHORIZED);
                  assertThat(cut.missing()).isEqualTo(new MissingRange(1, 2));
                });
      }
    }
  }

  private Returns returns(HistoryPolicy policy) {
    return new Returns(
        node.replay(),
        new HistoryScope(policy, node.sessions()),
        new RecoveryJournal(new InMemoryMeters(), done -> {}),
        event -> {},
        Clock.systemUTC(),
        new NodeName("here"));
  }

  @Test
  void whereTheWholeHistoryIsOpenWhoComesLaterHearsAllButWhatWasSaidToOthers() {
    var room = TestNode.freshRoom();
    var ada = node.join(room, "ada");
    node.join(room, "eve");
    say(room, ada, "\"earlier\"", null);
    say(room, ada, "\"to eve\"", "eve");
    node.join(room, "bob");
    say(room, ada, "\"later\"", null);
    var open = missed(node, HistoryPolicy.WHOLE);
    var standing = membership.require(room, new UserId("bob"));
    var answer = open.since(standing, new Asked(null, 0));
    assertThat(said(answer)).containsExactly("\"earlier\"", "\"later\"");
    assertThat(answer.cut()).isNull();
  }

  /** Whichever of the nodes takes the messages, and whichever lets him in. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aNodeWhoseClockIsAnHourWrongHidesNothingAndShowsNothingMore(int hours) {
    try (var wrong = TestNode.ahead(Duration.ofHours(hours))) {
      for (var nodes : List.of(List.of(node, wrong), List.of(wrong, node))) {
        var room = TestNode.freshRoom();
        var ada = node.join(room, "ada");
        say(nodes.getFirst(), room, ada, "\"secret\"", null);
        nodes.getFirst().join(room, "bob");
        say(nodes.getLast(), room, ada, "\"public\"", null);
        say(nodes.getFirst(), room, ada, "\"public too\"", null);
        assertThat(said(ask(room, "bob", null, 0))).containsExactly("\"public\"", "\"public too\"");
        var asked = new Asked(null, 0);
        var standing =
            new Membership(wrong.sessions(), wrong.bans()).require(room, new UserId("bob"));
        var answer = missed(wrong, HistoryPolicy.SINCE_JOIN).since(standing, asked);
        assertThat(said(answer)).containsExactly("\"public\"", "\"public too\"");
        assertThat(answer.away()).isZero();
      }
    }
  }

  @Test
  void manyComeInPagesThatFollowEachOther() {
    var room = TestNode.freshRoom();
    var ada = node.join(room, "ada");
    var bob = node.join(room, "bob");
    for (int i = 0; i < 3; i++) {
      say(room, ada, "\"" + i + "x".repeat(600_000) + "\"", null);
    }
    var heard = new ArrayList<Character>();
    long from = bob.snapshot().position().sequence();
    Missed answer;
    int pages = 0;
    do {
      answer = ask(room, "bob", null, from);
      said(answer).forEach(body -> heard.add(body.charAt(1)));
      from = answer.upTo().sequence();
      pages++;
    } while (answer.more());
    assertThat(heard).containsExactly('0', '1', '2');
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aPositionThatMeansNothingIsAnsweredWithTheRoom() {
    var room = TestNode.freshRoom();
    var top = node.join(room, "ada").snapshot().position().sequence();
    for (var asked : new Asked[] {new Asked(null, -1), new Asked(null, 99), new Asked("x", 1)}) {
      var answer = ask(room, "ada", asked.epoch(), asked.sequence());
      assertThat(answer.messages()).isEmpty();
      assertThat(answer.from()).isEqualTo(top);
      assertThat(Objects.requireNonNull(answer.cut()).missing()).isNull();
    }
  }

  @Test
  void whoIsNotInTheRoomIsRefused() {
    var room = TestNode.freshRoom();
    assertThatThrownBy(() -> membership.require(room, new UserId("ada")))
        .isInstanceOf(ProblemException.class)
        .extracting("code")
        .isEqualTo("user_not_in_room");
    var ada = node.join(room, "ada");
    assertThat(membership.require(room, new UserId("ada")).connected()).isTrue();
    node.sessions().leave(ada.attachment());
    assertThatThrownBy(() -> membership.require(room, new UserId("ada")))
        .isInstanceOf(ProblemException.class);
  }
}
