package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.TestRedis;
import org.holdline.room.entity.RoomId;
import org.holdline.session.redis.TestNode;
import org.holdline.session.redis.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is said, cut and restarted in whatever order: what was acknowledged is heard once and in
 * order, or is told as missing; and where Redis keeps everything, nothing is missing.
 */
class RandomRestartsTest {
  private static final int STEPS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsMissingWhereRedisKeepsEverything(long seed) {
    for (var listener : play(seed, TestRedis::new)) {
      assertThat(listener.told()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void whatRedisMayHaveLostIsTold(long seed) {
    play(seed, TestRedis::savingEverySecond);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void whatRedisHasLostIsTold(long seed) {
    play(seed, TestRedis::withoutPersistence);
  }

  private static List<Visitor> play(long seed, Supplier<TestRedis> start) {
    var random = new Random(seed);
    try (var redis = start.get();
        var node = new TestNode(redis.open(), TestNode.REPLAY, TestNode.SESSIONS)) {
      var room = TestNode.freshRoom();
      var ada = visitor(node, room, "ada");
      var listeners = List.of(visitor(node, room, "bob"), visitor(node, room, "eve"));
      for (int i = 0; i < STEPS; i++) {
        var listener = listeners.get(random.nextInt(2));
        switch (random.nextInt(20)) {
          case 0 -> {
            redis.stopServer();
            assertThat(ada.isAccepted("m" + i)).isFalse();
            redis.restart();
            ada.sayUntilAccepted("m" + i);
          }
          case 1, 2, 3 -> listener.cut();
          case 4, 5, 6 -> listener.comeBack();
          case 7 -> ada.cut();
          default -> ada.sayUntilAccepted("m" + i);
        }
      }
      listeners.forEach(each -> settle(ada, each));
      listeners.forEach(each -> check(ada.accepted(), each));
      assertThat(ada.positions()).hasSameSizeAs(ada.accepted());
      return listeners;
    }
  }

  private static Visitor visitor(TestNode node, RoomId room, String user) {
    var visitor = new Visitor(node, room, user);
    visitor.connect();
    return visitor;
  }

  /** Whoever is told once more hears what is said after that. */
  private static void settle(Visitor ada, Visitor listener) {
    var end = new ArrayList<String>();
    Eventually.within(
        Duration.ofSeconds(30),
        "all is heard",
        () -> {
          listener.comeBack();
          end.add("end " + ada.accepted().size());
          ada.sayUntilAccepted(end.getLast());
          return listener.heard().stream().anyMatch(end::contains);
        });
  }

  private static void check(List<String> accepted, Visitor listener) {
    var heard = listener.heard();
    assertThat(heard).doesNotHaveDuplicates();
    assertThat(accepted).containsSubsequence(heard);
    if (listener.told().isEmpty()) {
      var upTo = accepted.subList(0, accepted.indexOf(heard.getLast()) + 1);
      assertThat(heard).isEqualTo(upTo);
    }
  }
}
