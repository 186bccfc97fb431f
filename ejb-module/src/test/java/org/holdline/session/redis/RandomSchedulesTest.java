package org.holdline.session.redis;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.ReplaySettings;
import org.jspecify.annotations.Nullable;

/**
 * Nothing lost, nothing twice, in order, only to the entitled; or it is told. Whatever is sent,
 * cut, resumed, repeated, trimmed, restarted and lost, on two nodes.
 */
class RandomSchedulesTest {
  static final ReplaySettings TINY =
      new ReplaySettings(3, 8, Duration.ofMinutes(5), 16, Duration.ofHours(24));
  private static final InMemoryHistory HISTORY = new InMemoryHistory();
  private static @Nullable List<TestNode> nodes;

  @BeforeContainer
  static void start() {
    nodes = List.of(node(), node());
  }

  private static TestNode node() {
    return new TestNode(TestRedis.shared().open(), TINY, TestNode.SESSIONS, HISTORY);
  }

  @AfterContainer
  static void stop() {
    if (nodes != null) {
      nodes.forEach(TestNode::close);
    }
  }

  @Property(tries = 250, seed = "20261121")
  void deliveredIsAcceptedOrTheDifferenceIsTold(
      @ForAll @Size(min = 20, max = 80) List<@IntRange(max = 9999) Integer> schedule) {
    if (nodes != null) {
      ScheduleWorld.play(nodes, HISTORY, schedule);
    }
  }
}
