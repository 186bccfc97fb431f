package org.holdline.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.TestBackground;
import org.holdline.platform.redis.CuttableProxy;
import org.holdline.platform.redis.Redis;
import org.holdline.platform.redis.RedisSettings;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.Canary;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.WriteBehind;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stops deliveries turns the canary red, and it is green again afterwards. */
@Timeout(120)
class CanaryTest {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestRedis redis = new TestRedis();
  private final CuttableProxy newsLine = new CuttableProxy(redis.port());
  private final Redis way = redis.open();
  private final Redis newsWay =
      new Redis(RedisSettings.of(newsLine.url()).withAnswerMax(Duration.ofSeconds(1)));
  private final TestBackground background = new TestBackground(20);
  private final InMemoryMeters meters = new InMemoryMeters();
  private final InMemoryHistory history = new InMemoryHistory();
  private final RedisRoomLog log = new RedisRoomLog(way, TestNode.REPLAY);
  private final RedisRoomNews news = new RedisRoomNews(newsWay, background);
  private final WriteBehind writeBehind = new WriteBehind(log, history);
  private final RoomTails tails = new RoomTails(news, log, background, writeBehind, meters);
  private final RedisCanaryLog canaryLog = new RedisCanaryLog(way, TestNode.REPLAY);
  private final Canary canary = new Canary(canaryLog, tails, background, meters, PATIENCE);

  @BeforeEach
  void sing() {
    background.every(PAUSE, canary::turn);
    Eventually.that("the first is heard", () -> heard() > 0);
  }

  @AfterEach
  void close() {
    news.close();
    background.close();
    way.close();
    newsWay.close();
    newsLine.close();
    redis.close();
  }

  private int heard() {
    return meters.recorded(Metric.CANARY_MILLISECONDS).size();
  }

  private boolean isGreen() {
    try {
      canary.check();
      return true;
    } catch (IllegalStateException red) {
      return false;
    }
  }

  private void awaitRed() {
    Eventually.within(LIMIT, "red", () -> !isGreen());
    assertThatIllegalStateException().isThrownBy(canary::check);
  }

  private void awaitGreen() {
    Eventually.within(LIMIT, "green", this::isGreen);
    int before = heard();
    Eventually.within(LIMIT, "more are heard", () -> heard() > before);
  }

  @Test
  void itIsHeardAndTimed() {
    awaitGreen();
    assertThat(meters.recorded(Metric.CANARY_MILLISECONDS)).allMatch(millis -> millis >= 0);
  }

  @Test
  void aFrozenRedisIsFound() {
    redis.freeze();
    awaitRed();
    redis.thaw();
    awaitGreen();
  }

  @Test
  void aSubscriptionThatIsSilentlyDeadIsFoundWhileEverythingElseAnswers() {
    newsLine.fallSilent();
    awaitRed();
    way.ping();
    newsLine.mend();
    awaitGreen();
  }

  @Test
  void aSubscriptionThatIsCutIsFound() {
    newsLine.cutNow();
    awaitRed();
    newsLine.mend();
    awaitGreen();
  }

  @Test
  void anExecutorThatIsStuckIsFound() {
    var stuck = new CountDownLatch(1);
    fill(stuck);
    awaitRed();
    stuck.countDown();
    awaitGreen();
  }

  private void fill(CountDownLatch stuck) {
    try {
      while (true) {
        background.execute(() -> {
          try {
            stuck.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
      }
    } catch (RejectedExecutionException full) {
      assertThat(stuck.getCount()).isOne();
    }
  }

  @Test
  void aTailThatHasStoppedIsFoundAndReplaced() {
    tails.close(canaryLog.room());
    awaitRed();
    awaitGreen();
  }

  @Test
  void aRedisThatHasLostEverythingIsSungToAgain() {
    try (var jedis = redis.jedis()) {
      jedis.flushAll();
    }
    int before = heard();
    Eventually.within(LIMIT, "heard again", () -> heard() > before + 3);
  }

  @Test
  void itLeavesNothingBehind() {
    Eventually.within(LIMIT, "some are heard", () -> heard() > 5);
    assertThat(writeBehind.flush()).isTrue();
    assertThat(history.sequences(canaryLog.room())).isEmpty();
    try (var jedis = redis.jedis()) {
      var keys = jedis.keys("*");
      assertThat(keys).hasSize(2).allMatch(key -> key.contains("{~canary-"));
      assertThat(keys).allMatch(key -> jedis.pttl(key) > 0);
      assertThat(keys).allMatch(key -> jedis.pttl(key) <= RedisCanaryLog.LIFE.toMillis());
      assertThat(keys).allMatch(key -> jedis.hlen(key) <= 5);
    }
  }
}
