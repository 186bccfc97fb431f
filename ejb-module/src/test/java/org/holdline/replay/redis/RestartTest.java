package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdline.message.control.TruncationReason.EPOCH_CHANGED;

import java.util.List;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.Recovery.Truncated;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.holdline.session.redis.Visitor;
import org.junit.jupiter.api.Test;

/** Redis dies and is started again, and what it has kept depends on its settings. */
class RestartTest {
  private final RoomId room = TestNode.freshRoom();

  /** Three are there when Redis dies: one speaks, one listens, one is away. */
  private final class Scene implements AutoCloseable {
    private final TestRedis redis;
    private final TestNode node;
    private final Visitor ada;
    private final Visitor bob;
    private final Visitor eve;

    Scene(TestRedis redis) {
      this.redis = redis;
      node = new TestNode(redis.open(), TestNode.REPLAY, TestNode.SESSIONS);
      ada = visitor("ada");
      bob = visitor("bob");
      eve = visitor("eve");
      List.of("1", "2", "3").forEach(ada::sayUntilAccepted);
      bob.awaitHeard("3");
      eve.awaitHeard("1");
      eve.cut();
    }

    private Visitor visitor(String user) {
      var visitor = new Visitor(node, room, user);
      visitor.connect();
      return visitor;
    }

    void restart() {
      redis.stopServer();
      assertThat(ada.isAccepted("4")).isFalse();
      redis.restart();
      ada.sayUntilAccepted("4");
    }

    @Override
    public void close() {
      node.close();
      redis.close();
    }
  }

  @Test
  void whatIsSyncedAlwaysIsWholeAndGoesOn() {
    try (var scene = new Scene(new TestRedis())) {
      for (int i = 0; i < 3; i++) {
        scene.restart();
      }
      scene.ada.sayUntilAccepted("5");
      scene.bob.awaitHeard("5");
      scene.eve.awaitHeard("5");
      assertThat(scene.bob.heard()).containsExactly("1", "2", "3", "4", "5");
      assertThat(scene.eve.heard()).containsExactly("1", "2", "3", "4", "5");
      assertThat(scene.bob.told()).isEmpty();
      assertThat(scene.eve.told()).isEmpty();
      assertThat(scene.node.redis().shortcomings()).isEmpty();
    }
  }

  @Test
  void whatIsSyncedNowAndThenMayHaveLostSomethingAndIsTold() {
    try (var scene = new Scene(TestRedis.savingEverySecond())) {
      toldAfterARestart(scene);
      assertThat(scene.node.redis().shortcomings())
          .containsExactly("appendfsync is everysec and should be always");
    }
  }

  @Test
  void whatIsNotKeptIsGoneAndIsTold() {
    try (var scene = new Scene(TestRedis.withoutPersistence())) {
      toldAfterARestart(scene);
      assertThat(scene.node.redis().shortcomings()).contains("appendonly is no and should be yes");
    }
  }

  private static void toldAfterARestart(Scene scene) {
    scene.restart();
    scene.bob.awaitTold();
    scene.eve.awaitTold();
    scene.ada.sayUntilAccepted("5");
    scene.bob.awaitHeard("5");
    scene.eve.awaitHeard("5");
    assertThat(scene.bob.heard()).containsSubsequence("1", "2", "3", "5").doesNotHaveDuplicates();
    assertThat(scene.eve.told()).extracting(Truncated::reason).containsOnly(EPOCH_CHANGED);
    assertThat(scene.ada.positions()).hasSize(5);
  }
}
