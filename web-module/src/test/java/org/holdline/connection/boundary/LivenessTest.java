package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.holdline.session.control.HeartbeatSettings;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final HeartbeatSettings SETTINGS =
      new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final AtomicLong now = new AtomicLong();
  private final Liveness liveness = new Liveness(SETTINGS, Liveness.Expectation.IN_USE, now::get);

  @Test
  void aSilentClientIsGone() {
    assertThat(liveness.isDead()).isFalse();
    pass(SETTINGS.deadAfter());
    assertThat(liveness.isDead()).isTrue();
  }

  @Test
  void aClientInTheBackgroundMayBeSilentForLonger() {
    liveness.expectBackground(true);
    pass(SETTINGS.deadAfter());
    assertThat(liveness.isDead()).isFalse();
  }

  @Test
  void aClientWhoseFrameWeAreStillWorkingOnIsNotSilent() {
    liveness.begin();
    pass(SETTINGS.deadAfter());
    assertThat(liveness.isDead()).isFalse();
    liveness.done();
    assertThat(liveness.isDead()).isFalse();
  }

  @Test
  void whoWaitsForUsBeyondHisFrameIsNotSilent() {
    liveness.begin();
    liveness.begin();
    liveness.done();
    pass(SETTINGS.deadAfter());
    assertThat(liveness.isDead()).isFalse();
    liveness.done();
    assertThat(liveness.isDead()).isFalse();
    pass(SETTINGS.deadAfter());
    assertThat(liveness.isDead()).isTrue();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos() + 1);
  }
}
