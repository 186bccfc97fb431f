package org.holdline.replay.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every room log does, whatever it is kept in. */
public interface RoomLogContract {
  RoomLog log();

  RoomId freshRoom();

  /** A session that has come in on its first connection, generation 1. */
  Reader enter(RoomId room, String user);

  /** Another connection has taken the session over: generation 2. */
  void takeOver(RoomId room, Reader session);

  void leave(RoomId room, Reader session);

  /** The store loses the room's log, as when it is restored without it. */
  void lose(RoomId room);

  static Draft draft(Reader sender, @Nullable String id, Routing routing, String body) {
    return new Draft(sender.session(), 1, "client", id, new Draft.Entry(routing, body), null);
  }

  /** Appends one draft whose target is there. */
  static Appended append(RoomLog log, RoomId room, Draft draft) {
    return (Appended) log.append(room, List.of(draft), RulesVersion.ANY).getFirst();
  }

  static Routing toAll(Reader sender) {
    return new Routing(true, "chat-message", sender.user(), sender.session(), null, null);
  }

  static Routing durableTo(Reader sender, @Nullable UserId user, @Nullable SessionId session) {
    return new Routing(true, "media-control", sender.user(), sender.session(), user, session);
  }

  static Routing signal(Reader sender, @Nullable UserId user, @Nullable SessionId session) {
    return new Routing(false, "offer", sender.user(), sender.session(), user, session);
  }

  default Appended say(RoomId room, Reader sender, @Nullable String id, String body) {
    return append(log(), room, draft(sender, id, toAll(sender), body));
  }

  /** Everything durable that the log still has. */
  default List<LoggedMessage> durable(RoomId room) {
    return log().read(room, 0, List.of(), 10_000).orElseThrow().messages();
  }

  default List<String> heard(RoomId room, Reader reader, long after) {
    return log()
        .read(room, after, List.of(reader.session()), 10_000)
        .orElseThrow()
        .messages()
        .stream()
        .filter(each -> each.routing().isFor(reader))
        .map(LoggedMessage::body)
        .toList();
  }

  @Test
  default void sequencesFollowEachOtherWithoutHoles() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    long first = say(room, ada, "1", "a").position().sequence();
    assertThat(say(room, ada, "2", "b").position().sequence()).isEqualTo(first + 1);
    assertThat(say(room, ada, "3", "c").position().sequence()).isEqualTo(first + 2);
    assertThat(durable(room).getFirst().sequence()).isEqualTo(1);
  }

  @Test
  default void aMessageComesBackAsItWasSaid() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var body = "{\"content\":\"Grüße\\t\t\n\r 你好 👋 \u0001\"}";
    var appended = say(room, ada, "1", body);
    var found = durable(room).getLast();
    assertThat(found.body()).isEqualTo(body);
    assertThat(found.position()).isEqualTo(appended.position());
    assertThat(found.routing()).isEqualTo(toAll(ada));
    assertThat(found.previous()).isEqualTo(appended.position().sequence() - 1);
  }

  @Test
  default void aDoubleIsAnsweredWithTheFirstPosition() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var first = say(room, ada, "1", "a");
    say(room, ada, "2", "b");
    var again = say(room, ada, "1", "a");
    assertThat(first.duplicate()).isFalse();
    assertThat(again).isEqualTo(new Appended(first.position(), true));
    assertThat(heard(room, enter(room, "bob"), 1)).startsWith("a", "b").hasSize(3);
  }

  @Test
  default void withoutAnIdSayingItTwiceMakesTwo() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    say(room, ada, null, "a");
    assertThat(say(room, ada, null, "a").duplicate()).isFalse();
  }

  @Test
  default void whatComesTogetherIsAnsweredOneByOne() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    var first = say(room, ada, "1", "a");
    var nobody = durableTo(ada, new UserId("nobody"), null);
    var outcomes =
        log()
            .append(
                room,
                List.of(
                    draft(ada, "1", toAll(ada), "a"),
                    draft(ada, "2", nobody, "for nobody"),
                    draft(ada, "3", signal(ada, bob.user(), null), "s"),
                    draft(ada, "4", toAll(ada), "b"),
                    draft(ada, "4", toAll(ada), "b"),
                    draft(ada, null, toAll(ada), "c")),
                RulesVersion.ANY);
    var epoch = first.position().epoch();
    long top = first.position().sequence();
    assertThat(outcomes)
        .containsExactly(
            new Appended(first.position(), true),
            new Outcome.TargetAbsent(),
            new Appended(new LogPosition(epoch, top + 1), false),
            new Appended(new LogPosition(epoch, top + 2), false),
            new Appended(new LogPosition(epoch, top + 2), true),
            new Appended(new LogPosition(epoch, top + 3), false));
    assertThat(heard(room, bob, top)).containsExactly("s", "b", "c");
    assertThat(durable(room).getLast().previous()).isEqualTo(top + 2);
  }

  @Test
  default void asMuchAsAFrameHoldsGoesTogether() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var drafts =
        IntStream.range(0, 256).mapToObj(i -> draft(ada, "m" + i, toAll(ada), "m" + i)).toList();
    var bob = enter(room, "bob");
    long top = durable(room).getLast().sequence();
    assertThat(log().append(room, drafts, RulesVersion.ANY)).hasSize(256).doesNotHaveDuplicates();
    assertThat(log().append(room, drafts, RulesVersion.ANY))
        .allMatch(each -> ((Appended) each).duplicate());
    assertThat(log().read(room, 0, List.of(), 1).orElseThrow().top()).isEqualTo(top + 256);
    assertThat(heard(room, bob, top)).endsWith("m254", "m255");
  }

  @Test
  default void theSameIdFromAnotherUserIsAnotherMessage() {
    var room = freshRoom();
    say(room, enter(room, "ada"), "1", "a");
    assertThat(say(room, enter(room, "bob"), "1", "b").duplicate()).isFalse();
  }

  @Test
  default void anOlderConnectionIsRefused() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    takeOver(room, ada);
    var before = durable(room);
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> say(room, ada, "1", "a"))
        .matches(SessionGoneException::isSuperseded);
    assertThat(durable(room)).isEqualTo(before);
  }

  @Test
  default void anEndedSessionIsRefused() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    enter(room, "bob");
    leave(room, ada);
    var before = durable(room);
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> say(room, ada, "1", "a"))
        .matches(gone -> !gone.isSuperseded());
    assertThat(durable(room)).isEqualTo(before);
  }

  @Test
  default void toSomebodyAbsentNothingIsSaid() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    var gone = enter(room, "gone");
    leave(room, gone);
    var before = log().read(room, 0, List.of(), 1).orElseThrow().top();
    for (var routing :
        List.of(
            durableTo(ada, gone.user(), null),
            durableTo(ada, gone.user(), gone.session()),
            durableTo(ada, gone.user(), bob.session()),
            durableTo(ada, ada.user(), null),
            signal(ada, null, gone.session()),
            signal(ada, gone.user(), null))) {
      assertThat(log().append(room, List.of(draft(ada, "1", routing, "x")), RulesVersion.ANY))
          .containsExactly(new Outcome.TargetAbsent());
    }
    assertThat(log().read(room, 0, List.of(), 1).orElseThrow().top()).isEqualTo(before);
    assertThat(say(room, ada, "1", "x").duplicate()).isFalse();
  }

  @Test
  default void whatIsAddressedIsForTheAddresseeAlone() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    var eve = enter(room, "eve");
    append(log(), room, draft(ada, "1", durableTo(ada, bob.user(), null), "d"));
    append(log(), room, draft(ada, "2", durableTo(ada, null, bob.session()), "e"));
    append(log(), room, draft(ada, "3", signal(ada, bob.user(), null), "s"));
    append(log(), room, draft(ada, "4", signal(ada, null, bob.session()), "t"));
    assertThat(heard(room, bob, 3)).endsWith("d", "e", "s", "t");
    assertThat(heard(room, eve, 3)).doesNotContain("d", "e", "s", "t");
    assertThat(heard(room, ada, 3)).doesNotContain("d", "e", "s", "t");
  }

  @Test
  default void signalingToNobodyInParticularReachesEverybodyElse() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    var eve = enter(room, "eve");
    append(log(), room, draft(ada, "1", signal(ada, null, null), "s"));
    assertThat(heard(room, bob, 0)).contains("s");
    assertThat(heard(room, eve, 0)).contains("s");
    assertThat(heard(room, ada, 0)).doesNotContain("s");
    assertThat(durable(room)).extracting(LoggedMessage::body).doesNotContain("s");
  }

  @Test
  default void signalingEndsWithTheSessionThatSentIt() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    append(log(), room, draft(ada, "1", signal(ada, bob.user(), null), "s"));
    leave(room, ada);
    assertThat(heard(room, bob, 0)).doesNotContain("s");
  }

  @Test
  default void aRoomWithoutLogSaysSo() {
    assertThat(log().read(freshRoom(), 0, List.of(), 10)).isEmpty();
  }

  @Test
  default void aLogThatWasLostEndsItsSessionsUntilSomebodyEnters() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    var before = append(log(), room, draft(ada, "1", signal(ada, bob.user(), null), "s"));
    lose(room);
    assertThatExceptionOfType(SessionGoneException.class)
        .isThrownBy(() -> say(room, ada, "2", "b"));
    enter(room, "eve");
    var after = append(log(), room, draft(ada, "3", signal(ada, bob.user(), null), "u"));
    assertThat(after.position().epoch()).isNotEqualTo(before.position().epoch());
    assertThat(after.position().sequence()).isLessThanOrEqualTo(before.position().sequence());
    assertThat(heard(room, bob, 0)).contains("u").doesNotContain("s");
  }

  @Test
  default void aPageEndsWhereItsLastMessageIs() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var bob = enter(room, "bob");
    for (int i = 0; i < 10; i++) {
      append(log(), room, draft(ada, "s" + i, signal(ada, bob.user(), null), "s" + i));
      say(room, ada, "d" + i, "d" + i);
    }
    var found = new ArrayList<String>();
    long after = 2;
    LogPage page;
    do {
      page = log().read(room, after, List.of(bob.session()), 3).orElseThrow();
      page.messages().stream().map(LoggedMessage::body).forEach(found::add);
      after = page.readTo();
    } while (!page.isLast());
    var expected =
        IntStream.range(0, 10).boxed().flatMap(i -> List.of("s" + i, "d" + i).stream()).toList();
    assertThat(found).isEqualTo(expected);
  }

  @Test
  default void manyAtOnceMakeOneUnbrokenChain() throws InterruptedException, ExecutionException {
    var room = freshRoom();
    var sessions = IntStream.range(0, 8).mapToObj(i -> enter(room, "user" + i)).toList();
    var tasks = new ArrayList<Callable<Long>>();
    for (var session : sessions) {
      for (int i = 0; i < 25; i++) {
        var id = "m" + i;
        tasks.add(() -> say(room, session, id, id).position().sequence());
      }
    }
    var sequences = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(tasks)) {
        sequences.add(done.get());
      }
    }
    assertThat(sequences).doesNotHaveDuplicates();
    var all = durable(room);
    assertThat(all).hasSize(208);
    assertThat(Continuity.hole(0, all, 208)).isEmpty();
  }

  @Test
  default void theMarkOfTheHistoryMovesOverUnbrokenRunsOnly() {
    var room = freshRoom();
    var ada = enter(room, "ada");
    var first = durable(room).getFirst().position();
    say(room, ada, "1", "a");
    var third = say(room, ada, "2", "b").position();
    assertThat(log().markPersisted(room, 2, third)).isZero();
    assertThat(log().markPersisted(room, 0, first)).isEqualTo(1);
    assertThat(log().markPersisted(room, 2, third)).isEqualTo(1);
    assertThat(log().markPersisted(room, 1, third)).isEqualTo(3);
    assertThat(log().markPersisted(room, 0, first)).isEqualTo(3);
  }

  @Test
  default void theMarkOfAnotherLifeOfTheLogMeansNothing() {
    var room = freshRoom();
    var old = say(room, enter(room, "ada"), "1", "a").position();
    lose(room);
    var bob = enter(room, "bob");
    assertThat(log().markPersisted(room, 0, old)).isEqualTo(old.sequence());
    assertThat(log().markPersisted(room, 9, say(room, bob, "1", "b").position())).isZero();
  }
}
