package org.holdline.health.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.HealthComponent;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the components when asked, but at most once a second, and waits for them a second at
 * most: neither many questions nor a component that hangs can do harm. Thread-safe.
 */
public final class HealthMonitor {
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** How often it looks when nobody asks, so that the log has what happened. */
  public static final Duration WATCH = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<HealthProbe> probes;
  private final Background background;
  private final Clock clock;
  private final Instant since;
  private @Nullable HealthReport latest;

  public HealthMonitor(List<HealthComponent> components, Background background, Clock clock) {
    this.probes = components.stream().map(HealthProbe::new).toList();
    this.background = background;
    this.clock = clock;
    this.since = clock.instant();
  }

  /** The state of a second ago or younger. */
  public synchronized HealthReport report() {
    var known = latest;
    var now = clock.instant();
    if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(PAUSE))) {
      return known;
    }
    var fresh = look(now);
    latest = fresh;
    return fresh;
  }

  private HealthReport look(Instant now) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var running = probes.stream().map(probe -> probe.start(background)).toList();
    return new HealthReport(
        now, since, running.stream().map(look -> look.await(deadline)).toList());
  }
}
