package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.replay.control.RoomMessage;
import org.holdline.replay.control.WriteBehind;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final InMemoryHistory history = new InMemoryHistory();
  private final TestNode node =
      new TestNode(TestRedis.shared().open(), TestNode.REPLAY, TestNode.SESSIONS, history);
  private final WriteBehind writeBehind = node.writeBehind();
  private final RoomId room = TestNode.freshRoom();
  private final Reader ada = enter();

  @AfterEach
  void close() {
    node.close();
  }

  private Reader enter() {
    var key = node.join(room, "ada").attachment().key();
    return new Reader(key.user(), key.session());
  }

  private void say(int count) {
    IntStream.range(0, count)
        .forEach(i ->
            RoomLogContract.append(
                node.log(),
                room,
                RoomLogContract.draft(ada, null, RoomLogContract.toAll(ada), "x")));
  }

  private List<LoggedMessage> logged() {
    return node.log().read(room, 0, List.of(), 100_000).orElseThrow().messages();
  }

  private void take(List<LoggedMessage> messages) {
    messages.forEach(each -> writeBehind.take(new RoomMessage(room, each)));
  }

  private long persisted() {
    try (var jedis = TestRedis.shared().jedis()) {
      return Long.parseLong(String.valueOf(jedis.hget(new RoomKeys(room).meta(), "persisted")));
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void whatCameIsWrittenInBatchesAndMarked() {
    say(400);
    take(logged());
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(401));
    assertThat(history.batches()).isEqualTo(1);
    assertThat(persisted()).isEqualTo(401);
    writeBehind.flush();
    assertThat(history.batches()).isEqualTo(1);
  }

  @Test
  void aBurstIsWrittenWhenItHasEbbed() {
    say(1_000);
    var all = logged();
    take(all.subList(0, 500));
    writeBehind.turn();
    take(all.subList(500, 1_001));
    writeBehind.turn();
    assertThat(history.sequences(room)).isEmpty();
    writeBehind.turn();
    assertThat(history.sequences(room)).isEqualTo(upTo(1_001));
  }

  @Test
  void aBurstThatDoesNotEndIsWrittenAllTheSame() {
    say(3_000);
    var all = logged();
    for (int turn = 0; turn < 6; turn++) {
      assertThat(history.sequences(room)).isEmpty();
      take(all.subList(500 * turn, 500 * (turn + 1)));
      writeBehind.turn();
    }
    assertThat(history.sequences(room)).isEqualTo(upTo(3_000));
  }

  @Test
  void whoeverComesFirstIsWrittenAlsoIfNothingFollowsAndItWasLookedBefore() {
    var fresh = TestNode.freshRoom();
    var tail = node.tails().open(fresh);
    writeBehind.flush();
    var joined = node.join(fresh, "ada");
    tail.startAt(joined.snapshot().position());
    writeBehind.flush();
    assertThat(history.sequences(fresh)).containsExactly(1L);
    node.tails().close(fresh);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    say(20);
    history.setAway(true);
    take(logged());
    writeBehind.flush();
    assertThat(persisted()).isZero();
    say(10);
    take(logged().subList(21, 31));
    writeBehind.flush();
    history.setAway(false);
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(31));
    assertThat(persisted()).isEqualTo(31);
  }

  @Test
  void theMarkWaitsForWhatWasNotTakenAndIsCompletedFromTheBuffer() {
    say(20);
    var all = logged();
    take(all.subList(0, 5));
    take(all.subList(9, 12));
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(21));
    assertThat(persisted()).isEqualTo(21);
  }

  @Test
  void whatComesTwiceOrLateIsWrittenOnce() {
    say(9);
    var all = logged();
    take(all.subList(3, 10));
    take(all);
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(10));
    assertThat(persisted()).isEqualTo(10);
  }

  @Test
  void whatDidNotFitIsReadFromTheBuffer() {
    say(30);
    history.setAway(true);
    var other = TestNode.freshRoom();
    var filler = logged().getFirst();
    for (int i = 0; i < 10_000; i++) {
      writeBehind.take(new RoomMessage(other, filler));
    }
    take(logged());
    history.setAway(false);
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(31));
    assertThat(persisted()).isEqualTo(31);
  }

  @Test
  void aMessageThatTheHistoryNeverTakesKeepsBackNoOther() {
    say(4);
    history.refuse(3);
    take(logged());
    writeBehind.flush();
    assertThat(history.sequences(room)).containsExactly(1L, 2L, 4L, 5L);
    assertThat(persisted()).as("it is not tried for ever").isEqualTo(5);
  }

  @Test
  void afterAFailureTheTimerRestsForAWhile() {
    say(1);
    take(logged());
    history.setAway(true);
    writeBehind.turn();
    history.setAway(false);
    writeBehind.turn();
    assertThat(history.sequences(room)).isEmpty();
    IntStream.range(0, 10).forEach(turn -> writeBehind.turn());
    assertThat(history.sequences(room)).isEqualTo(upTo(2));
  }

  @Test
  void aRoomThatBeganAnewIsWrittenAnew() {
    say(5);
    var old = logged();
    try (var jedis = TestRedis.shared().jedis()) {
      jedis.del(new RoomKeys(room).meta());
    }
    enter();
    node.join(room, "bob");
    take(old);
    take(logged());
    writeBehind.flush();
    assertThat(history.sequences(room)).containsExactlyInAnyOrder(1L, 1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(persisted()).isEqualTo(1);
  }

  @Test
  void whatNoTailHearsAnyMoreIsWrittenWhenItIsClosed() {
    node.tails().open(room);
    node.tails().close(room);
    say(3);
    writeBehind.flush();
    assertThat(history.sequences(room)).isEqualTo(upTo(4));
  }
}
