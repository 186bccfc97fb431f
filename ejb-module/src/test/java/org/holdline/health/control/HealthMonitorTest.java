package org.holdline.health.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.health.control.HealthReport.State;
import org.holdline.health.control.HealthReport.Status;
import org.holdline.platform.control.HealthComponent;
import org.holdline.platform.control.TestBackground;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HealthMonitorTest {
  private final TestBackground background = new TestBackground();
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  @AfterEach
  void stop() {
    background.close();
  }

  private interface Check {
    void run() throws Exception;
  }

  private record Part(String name, boolean isVital, Check work) implements HealthComponent {
    @Override
    public void check() throws Exception {
      work.run();
    }
  }

  private HealthMonitor monitor(HealthComponent... parts) {
    return new HealthMonitor(List.of(parts), background, clock);
  }

  private static Part up(String name) {
    return new Part(name, true, () -> {});
  }

  private static Part down(String name, boolean vital) {
    return new Part(
        name,
        vital,
        () -> {
          throw new IllegalStateException("away");
        });
  }

  @Test
  void allUpIsHealthy() {
    var report = monitor(up("redis"), up("database")).report();
    assertThat(report.status()).isEqualTo(Status.HEALTHY);
    assertThat(report.components()).extracting(State::name).containsExactly("redis", "database");
  }

  @Test
  void oneDownDegradesUnlessRoomsNeedIt() {
    assertThat(monitor(up("redis"), down("database", false)).report().status())
        .isEqualTo(Status.DEGRADED);
    assertThat(monitor(down("redis", true), up("database")).report().status())
        .isEqualTo(Status.UNHEALTHY);
  }

  @Test
  void howeverOftenItIsAskedItLooksOnceASecond() {
    var looks = new AtomicInteger();
    var monitor = monitor(new Part("redis", true, looks::incrementAndGet));
    for (int i = 0; i < 100; i++) {
      monitor.report();
    }
    assertThat(looks).hasValue(1);
    now = now.plus(HealthMonitor.PAUSE);
    monitor.report();
    assertThat(looks).hasValue(2);
  }

  @Test
  void aClockThatGoesBackKeepsNothingFromBeingSeen() {
    var looks = new AtomicInteger();
    var monitor = monitor(new Part("redis", true, looks::incrementAndGet));
    monitor.report();
    now = now.minus(Duration.ofHours(1));
    monitor.report();
    assertThat(looks).hasValue(2);
  }

  @Test
  void whatHangsIsDownAndIsNotAskedAgainUntilItAnswers() {
    var looks = new AtomicInteger();
    var release = new CountDownLatch(1);
    var monitor =
        monitor(
            new Part(
                "redis",
                true,
                () -> {
                  looks.incrementAndGet();
                  release.await();
                }));
    long start = System.nanoTime();
    assertThat(monitor.report().status()).isEqualTo(Status.UNHEALTHY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    now = now.plus(HealthMonitor.PAUSE);
    assertThat(monitor.report().status()).isEqualTo(Status.UNHEALTHY);
    assertThat(looks).hasValue(1);
    release.countDown();
  }

  @Test
  void anAnswerIsThatOfAllWhoAskedBeforeItCame() {
    var release = new CountDownLatch(1);
    var probe = new HealthProbe(new Part("recording", false, release::await));
    var looks = List.of(probe.start(background), probe.start(background));
    release.countDown();
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    assertThat(looks).allMatch(look -> look.await(deadline).isUp());
  }

  @Test
  void withoutAFreeThreadItIsDown() {
    background.close();
    assertThat(monitor(up("redis")).report().status()).isEqualTo(Status.UNHEALTHY);
  }
}
