package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.holdline.message.control.TruncationReason;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.replay.control.Replay.Asked;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a returning reader is given. */
class ReplayTest {
  private static final int MIN = 5;
  private static final int MAX = 20;

  private static final ReplaySettings SETTINGS =
      new ReplaySettings(MIN, MAX, Duration.ofMinutes(5), 1024, Duration.ofHours(24));

  private final InMemoryHistory history = new InMemoryHistory();
  private final TestNode node =
      new TestNode(TestRedis.shared().open(), SETTINGS, TestNode.SESSIONS, history);
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter("ada");
  private final Reader bob = enter("bob");

  @AfterEach
  void close() {
    node.close();
  }

  private Reader enter(String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  private void say(int from, int to) {
    var drafts =
        IntStream.rangeClosed(from, to)
            .mapToObj(i -> RoomLogContract.draft(ada, "m" + i, RoomLogContract.toAll(ada), "m" + i))
            .toList();
    assertThat(node.log().append(room, drafts, RulesVersion.ANY)).hasSize(drafts.size());
  }

  private void persist() {
    node.writeBehind().check(room);
    node.writeBehind().flush();
  }

  private Recovery recover(Reader reader, @Nullable String epoch, long after) {
    return node.replay().recover(room, reader, new Asked(epoch, after)).orElseThrow();
  }

  private String epoch() {
    return node.log().read(room, 0, List.of(), 1).orElseThrow().epoch().value();
  }

  private static List<String> bodies(Recovery recovery) {
    return recovery.missed().stream().map(LoggedMessage::body).toList();
  }

  private static List<String> named(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toList();
  }

  @Test
  void whatTheBufferHoldsIsReplayedWhole() {
    say(1, 10);
    var found = recover(bob, epoch(), 2);
    assertThat(found).isInstanceOf(Recovery.Complete.class);
    assertThat(bodies(found)).isEqualTo(named(1, 10));
    assertThat(found.upTo().sequence()).isEqualTo(12);
    assertThat(bodies(recover(bob, epoch(), 9))).isEqualTo(named(8, 10));
    assertThat(bodies(recover(bob, null, 12))).isEmpty();
  }

  @Test
  void whatTheBufferHasDroppedComesFromTheHistory() {
    for (int i = 1; i <= 60; i += 10) {
      say(i, i + 9);
      persist();
    }
    assertThat(node.log().read(room, 0, List.of(), 100).orElseThrow().messages())
        .hasSizeLessThanOrEqualTo(MAX);
    var found = recover(bob, epoch(), 2);
    assertThat(found).isInstanceOf(Recovery.Complete.class);
    assertThat(bodies(found)).isEqualTo(named(1, 60));
  }

  @Test
  void whatTheHistoryLacksComesFromTheBufferHoweverMuchItIs() {
    say(1, 60);
    var found = recover(bob, epoch(), 2);
    assertThat(found).isInstanceOf(Recovery.Complete.class);
    assertThat(bodies(found)).isEqualTo(named(1, MAX + 1));
    var rest = recover(bob, epoch(), found.upTo().sequence());
    assertThat(rest).isInstanceOf(Recovery.Complete.class);
    assertThat(bodies(rest)).isEqualTo(named(MAX + 2, 2 * MAX + 2));
    assertThat(recover(bob, epoch(), 2 * MAX + 4)).isInstanceOf(Recovery.Complete.class);
  }

  @Test
  void whatIsInNeitherIsNamedExactly() {
    say(1, 40);
    var last = node.log().read(room, 0, List.of(), 100).orElseThrow().messages().getLast();
    node.log().markPersisted(room, 0, last.position()); // though it is not
    say(41, 60);
    var found = (Recovery.Truncated) recover(bob, epoch(), 2);
    long oldest =
        node.log().read(room, 0, List.of(), 100).orElseThrow().messages().getFirst().sequence();
    assertThat(found.missing()).isEqualTo(new MissingRange(3, oldest - 1));
    assertThat(found.reason()).isEqualTo(TruncationReason.TRIMMED);
    assertThat(bodies(found)).isEqualTo(named((int) oldest - 2, 60));
  }

  @Test
  void whatTheHistoryLostIsNamedToo() {
    for (int i = 1; i <= 60; i += 10) {
      say(i, i + 9);
      persist();
    }
    history.forget(room, 12);
    history.forget(room, 14);
    var found = (Recovery.Truncated) recover(bob, epoch(), 2);
    assertThat(found.missing()).isEqualTo(new MissingRange(12, 14));
    assertThat(bodies(found)).hasSize(58);
    assertThat(recover(bob, epoch(), 14)).isInstanceOf(Recovery.Complete.class);
  }

  @Test
  void withoutTheHistoryItIsATruncationNotAFailure() {
    for (int i = 1; i <= 60; i += 10) {
      say(i, i + 9);
      persist();
    }
    history.setAway(true);
    assertThat(recover(bob, epoch(), 2)).isInstanceOf(Recovery.Truncated.class);
    assertThat(recover(bob, epoch(), 60)).isInstanceOf(Recovery.Complete.class);
    history.setAway(false);
    assertThat(recover(bob, epoch(), 2)).isInstanceOf(Recovery.Complete.class);
  }

  @Test
  void moreThanTenThousandFromTheHistoryAreNotReplayed() {
    int all = Replay.HISTORY_MAX + 100;
    for (int i = 1; i <= all; i += 20) {
      say(i, i + 19);
      persist();
    }
    assertThat(recover(bob, epoch(), 2).missed()).hasSizeLessThan(MAX + 1);
    assertThat(recover(bob, epoch(), 200).missed()).hasSize(all + 2 - 200);
  }

  @Test
  void aPositionThatCannotBeComparedIsAnsweredWithTheTop() {
    say(1, 3);
    for (long strange : LongStream.of(-1, Long.MIN_VALUE, 6, Long.MAX_VALUE).toArray()) {
      var found = (Recovery.Truncated) recover(bob, epoch(), strange);
      assertThat(found.reason()).isEqualTo(TruncationReason.UNKNOWN_POSITION);
      assertThat(found.missing()).isNull();
      assertThat(found.missed()).isEmpty();
      assertThat(found.upTo().sequence()).isEqualTo(5);
    }
    var other = (Recovery.Truncated) recover(bob, "elsewhere", 4);
    assertThat(other.reason()).isEqualTo(TruncationReason.EPOCH_CHANGED);
    assertThat(((Recovery.Truncated) recover(bob, "", 4)).reason())
        .isEqualTo(TruncationReason.EPOCH_CHANGED);
    assertThat(node.replay().recover(TestNode.freshRoom(), bob, new Asked(null, 0))).isEmpty();
  }

  @Test
  void nobodyIsGivenWhatWasMeantForAnother() {
    var eve = enter("eve");
    var toBob = RoomLogContract.durableTo(ada, bob.user(), null);
    for (int i = 1; i <= 30; i++) {
      RoomLogContract.append(
          node.log(), room, RoomLogContract.draft(ada, "d" + i, toBob, "for bob " + i));
      RoomLogContract.append(
          node.log(),
          room,
          RoomLogContract.draft(
              ada, "s" + i, RoomLogContract.signal(ada, bob.user(), null), "sdp " + i));
      persist();
    }
    var evil = recover(eve, epoch(), 3);
    assertThat(evil).isInstanceOf(Recovery.Complete.class);
    assertThat(evil.missed()).isEmpty();
    assertThat(recover(ada, epoch(), 3).missed()).as("nor the sender its own").isEmpty();
    assertThat(recover(bob, epoch(), 3).missed()).hasSize(60);
  }

  @Test
  void whatAgeTookIsCalledExpired() {
    say(1, 2);
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.xtrim(new RoomKeys(room).buffer(), 1, false);
    }
    var found = (Recovery.Truncated) recover(bob, epoch(), 2);
    assertThat(found.reason()).isEqualTo(TruncationReason.EXPIRED);
    assertThat(found.missing()).isEqualTo(new MissingRange(3, 3));
  }
}
