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
 * Whatever many people wish at once about breakout rooms while they come and go, over several
 * nodes: whoever belongs somewhere is there to be sent and belongs to an open one that has a place
 * for him, and what was told of them is what there is.
 */
class RandomBreakoutsTest {
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

  @Property(tries = 30, seed = "20261121", shrinking = ShrinkingMode.OFF)
  void whoBelongsSomewhereIsThereAndHasAPlaceAndWhatIsToldIsWhatThereIs(
      @ForAll @Size(min = 30, max = 100) List<@IntRange(max = 99_999) Integer> wishes)
      throws InterruptedException, ExecutionException {
    if (server != null) {
      try (var world = new BreakoutsWorld(server)) {
        world.play(wishes);
        world.check();
      }
    }
  }
}
