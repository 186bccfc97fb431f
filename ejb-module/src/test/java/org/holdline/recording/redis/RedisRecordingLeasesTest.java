package org.holdline.recording.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.control.NodeName;
import org.holdline.platform.redis.TestRedis;
import org.holdline.recording.control.RecordingLeases;
import org.holdline.recording.entity.RecordingId;
import org.junit.jupiter.api.Test;

class RedisRecordingLeasesTest {
  private final RecordingId id = RecordingId.random();

  private static RecordingLeases of(String node) {
    return new RedisRecordingLeases(TestRedis.shared().open(), new NodeName(node));
  }

  @Test
  void oneNodeHasItUntilItIsReleased() {
    var one = of("one");
    var two = of("two");
    assertThat(one.hold(id)).isTrue();
    assertThat(one.hold(id)).isTrue();
    assertThat(two.hold(id)).isFalse();
    two.release(id);
    assertThat(two.hold(id)).isFalse();
    one.release(id);
    assertThat(two.hold(id)).isTrue();
    assertThat(one.hold(id)).isFalse();
  }

  @Test
  void ofManyAtOnceOneGetsIt() {
    var nodes = IntStream.range(0, 8).mapToObj(i -> of("node" + i)).toList();
    assertThat(nodes.parallelStream().filter(node -> node.hold(id)).count()).isEqualTo(1);
  }

  @Test
  void aNodeThatSaysNothingLosesIt() {
    of("gone").hold(id);
    var other = of("other");
    assertThat(other.hold(id)).isFalse();
    Eventually.within(RecordingLeases.LIFE.multipliedBy(4), "the lease ends", () -> other.hold(id));
  }
}
