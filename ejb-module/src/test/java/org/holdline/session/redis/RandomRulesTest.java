package org.holdline.session.redis;

import java.util.List;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.holdline.platform.redis.TestRedis;
import org.jspecify.annotations.Nullable;

/**
 * Whatever many people wish at once about a room and each other while they come and go, over
 * several nodes: the room has one host while somebody is there, nobody has acted above his rank,
 * and what was told, read from the first word to the last, is what holds.
 */
class RandomRulesTest {
  private static @Nullable TestRedis server;

  @BeforeContainer
  static void start() {
    server = new TestRedis();
  }

  @AfterContainer
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Property(tries = 40, seed = "20261121", shrinking = ShrinkingMode.OFF)
  void whatIsToldIsWhatHolds(
      @ForAll @Size(min = 30, max = 120) List<@IntRange(max = 99_999) Integer> wishes)
      throws InterruptedException, ExecutionException {
    if (server != null) {
      try (var world = new RulesWorld(server)) {
        world.play(wishes);
        world.check();
      }
    }
  }
}
