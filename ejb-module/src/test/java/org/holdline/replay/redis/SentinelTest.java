package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdline.message.control.TruncationReason.EPOCH_CHANGED;

import java.util.List;
import org.holdline.platform.redis.TestSentinels;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.Recovery.Truncated;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.holdline.session.redis.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A master that Sentinels watch dies, and its replica takes over, which may lag behind. */
class SentinelTest {
  private final TestSentinels sentinels = new TestSentinels();
  private final InMemoryHistory history = new InMemoryHistory();
  private final RoomId room = TestNode.freshRoom();
  private TestNode node = node(0);

  private TestNode node(int replicasConfirm) {
    return new TestNode(
        sentinels.open(replicasConfirm), TestNode.REPLAY, TestNode.SESSIONS, history);
  }

  private void confirm() {
    node.close();
    node = node(1);
  }

  private Visitor visitor(String user) {
    var visitor = new Visitor(node, room, user);
    visitor.connect();
    return visitor;
  }

  @AfterEach
  void close() {
    node.close();
    sentinels.close();
  }

  @Test
  void whatALaggingReplicaLacksIsTold() {
    var ada = visitor("ada");
    var bob = visitor("bob");
    var eve = visitor("eve");
    List.of("1", "2", "3").forEach(ada::sayUntilAccepted);
    bob.awaitHeard("3");
    eve.awaitHeard("3");
    eve.cut();
    sentinels.cutReplica();
    List.of("4", "5").forEach(ada::sayUntilAccepted);
    bob.awaitHeard("5");
    sentinels.failOver();
    ada.sayUntilAccepted("6");
    bob.awaitTold();
    eve.awaitTold();
    ada.sayUntilAccepted("7");
    bob.awaitHeard("7");
    eve.awaitHeard("7");
    assertThat(bob.heard()).containsExactly("1", "2", "3", "4", "5", "7");
    assertThat(eve.heard()).containsExactly("1", "2", "3", "7");
    assertThat(bob.told()).extracting(Truncated::reason).containsOnly(EPOCH_CHANGED);
    assertThat(eve.told()).extracting(Truncated::reason).containsOnly(EPOCH_CHANGED);
    assertThat(ada.positions()).hasSize(7);
  }

  @Test
  void whatReplicasHaveConfirmedIsNeverLost() {
    confirm();
    var ada = visitor("ada");
    var bob = visitor("bob");
    var eve = visitor("eve");
    List.of("1", "2", "3").forEach(ada::sayUntilAccepted);
    eve.awaitHeard("2");
    eve.cut();
    sentinels.cutReplica();
    assertThat(ada.isAccepted("4")).isFalse();
    assertThat(ada.isAccepted("4")).isFalse();
    bob.awaitHeard("4");
    sentinels.failOver();
    sentinels.restartFirst();
    List.of("4", "5").forEach(ada::sayUntilAccepted);
    bob.awaitHeard("5");
    eve.awaitHeard("5");
    assertThat(eve.heard()).endsWith("4", "5").contains("1", "2", "3").doesNotHaveDuplicates();
    assertThat(bob.heard()).containsSubsequence("1", "2", "3", "4", "5");
    assertThat(bob.told()).isEmpty();
    assertThat(eve.told()).isEmpty();
    assertThat(ada.positions().keySet().stream().map(LogPosition::epoch).distinct()).hasSize(1);
  }

  @Test
  void aDoubleIsConfirmedToo() {
    confirm();
    var ada = visitor("ada");
    sentinels.cutReplica();
    assertThat(ada.isAccepted("1")).isFalse();
    sentinels.mendReplica();
    ada.sayUntilAccepted("1");
    assertThat(ada.accepted()).containsExactly("1");
    assertThat(visitor("bob").heard()).isEmpty();
    assertThat(node.log().read(room, 0, List.of(), 10).orElseThrow().messages())
        .filteredOn(each -> each.body().equals("1"))
        .hasSize(1);
  }

  @Test
  void aConnectionThatTheReplicaDoesNotKnowKeepsItsSession() {
    confirm();
    var ada = visitor("ada");
    ada.sayUntilAccepted("1");
    sentinels.cutReplica();
    ada.cut();
    ada.connect();
    ada.cut();
    ada.connect();
    sentinels.failOver();
    sentinels.restartFirst();
    ada.sayUntilAccepted("2");
    ada.cut();
    ada.sayUntilAccepted("3");
    assertThat(ada.told()).isEmpty();
    assertThat(node.sessions().snapshot(room).orElseThrow().sessions()).hasSize(1);
  }
}
