package org.holdline.session.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.TestRedis;
import org.jspecify.annotations.Nullable;

/**
 * Whatever joins, parts and leaves, on nodes that die, are cut off and have other times of day:
 * once it is quiet, who is shown is who is there, and the room has heard of each coming and going
 * once.
 */
class RandomPresenceTest {
  private static @Nullable TestRedis server;
  private static @Nullable Redis redis;

  @BeforeContainer
  static void start() {
    server = new TestRedis();
    redis = server.open(Duration.ofSeconds(5));
  }

  @AfterContainer
  static void stop() {
    if (redis != null && server != null) {
      redis.close();
      server.close();
    }
  }

  @Property(tries = 60, seed = "20261121", shrinking = ShrinkingMode.OFF)
  void presenceIsTrueAndTold(
      @ForAll @Size(min = 15, max = 50) List<@IntRange(max = 9999) Integer> schedule)
      throws InterruptedException, ExecutionException {
    if (redis != null) {
      var world = new PresenceWorld(redis);
      for (int number : schedule) {
        world.step(number);
      }
      world.settle();
    }
  }
}
