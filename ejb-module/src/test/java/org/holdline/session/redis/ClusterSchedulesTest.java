package org.holdline.session.redis;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.holdline.platform.redis.TestCluster;
import org.holdline.replay.control.InMemoryHistory;
import org.jspecify.annotations.Nullable;

/** What {@link RandomSchedulesTest} says of one Redis, said of a Cluster. */
class ClusterSchedulesTest {
  private static final InMemoryHistory HISTORY = new InMemoryHistory();
  private static @Nullable List<TestNode> nodes;

  @BeforeContainer
  static void start() {
    nodes = List.of(node(), node());
  }

  private static TestNode node() {
    return new TestNode(
        TestCluster.shared().open(), RandomSchedulesTest.TINY, TestNode.SESSIONS, HISTORY);
  }

  @AfterContainer
  static void stop() {
    if (nodes != null) {
      nodes.forEach(TestNode::close);
    }
  }

  @Property(tries = 60, seed = "20261122")
  void deliveredIsAcceptedOrTheDifferenceIsTold(
      @ForAll @Size(min = 20, max = 80) List<@IntRange(max = 9999) Integer> schedule) {
    if (nodes != null) {
      ScheduleWorld.play(nodes, HISTORY, schedule);
    }
  }
}
