package org.holdline.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A node's own clock may jump by an hour: nothing notices. */
class SharedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Instant own = NOON;
  private long nanos = 7;
  private final SharedClock clock = new SharedClock(() -> own, () -> nanos);

  private void passes(Duration time) {
    nanos += time.toNanos();
    own = own.plus(time);
  }

  @Test
  void itBeginsWithTheNodesOwnTimeAndGoesOn() {
    passes(Duration.ofMinutes(3));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(180));
  }

  @Test
  void aJumpOfTheNodesOwnClockChangesNothing() {
    passes(Duration.ofSeconds(1));
    own = own.plus(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
    assertThat(clock.ownAhead()).isEqualTo(Duration.ofHours(1));
    own = own.minus(Duration.ofHours(2));
    passes(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
    assertThat(clock.ownAhead()).isEqualTo(Duration.ofHours(-1));
  }

  @Test
  void itFollowsTheSharedTimeAndOverlooksTheWayOfAnAnswer() {
    clock.agree(NOON.plusSeconds(3600));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3600));
    clock.agree(NOON.plusSeconds(3600).plus(SharedClock.TOLERANCE));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3600));
    passes(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3601));
  }
}
