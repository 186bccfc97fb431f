package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdline.platform.redis.TestRedis;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.holdline.session.redis.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis has no memory left. */
class MemoryLimitTest {
  private final TestRedis redis = new TestRedis();
  private final TestNode node = new TestNode(redis.open(), TestNode.REPLAY, TestNode.SESSIONS);
  private final RoomId room = TestNode.freshRoom();
  private final Visitor ada = new Visitor(node, room, "ada");
  private final Visitor bob = new Visitor(node, room, "bob");

  @AfterEach
  void close() {
    node.close();
    redis.close();
  }

  private void set(String name, String value) {
    try (var jedis = redis.jedis()) {
      jedis.configSet(name, value);
    }
  }

  @Test
  void nothingIsAcceptedButAllIsReadUntilThereIsSome() {
    ada.connect();
    bob.connect();
    List.of("1", "2").forEach(ada::sayUntilAccepted);
    bob.cut();
    set("maxmemory", "1");
    for (int i = 0; i < 5; i++) {
      assertThat(ada.isAccepted("3")).isFalse();
    }
    assertThat(node.log().read(room, 0, List.of(), 10).orElseThrow().messages())
        .extracting(each -> each.body())
        .contains("1", "2")
        .doesNotContain("3");
    set("maxmemory", "0");
    List.of("3", "4").forEach(ada::sayUntilAccepted);
    bob.awaitHeard("4");
    assertThat(bob.heard()).containsExactly("1", "2", "3", "4");
    assertThat(bob.told()).isEmpty();
  }

  @Test
  void aPolicyThatEvictsIsNamed() {
    set("maxmemory-policy", "allkeys-lru");
    node.redis().ping();
    assertThat(node.redis().shortcomings())
        .containsExactly("maxmemory-policy is allkeys-lru and should be noeviction");
    set("maxmemory-policy", "noeviction");
    node.redis().ping();
    assertThat(node.redis().shortcomings()).isEmpty();
  }
}
