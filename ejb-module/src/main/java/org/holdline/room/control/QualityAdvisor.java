package org.holdline.room.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdline.message.control.NetworkQuality;
import org.holdline.message.control.NetworkStats;
import org.holdline.message.control.Passing.Quality;
import org.jspecify.annotations.Nullable;

/**
 * Says in which quality one session should send, by what it measures: down at once, up by one step
 * when the network has been better for a while, so that a wavering network does not make the
 * picture waver. Used by one thread at a time.
 */
public final class QualityAdvisor {
  /** How long the network must have been better. */
  public static final Duration STEADY = Duration.ofSeconds(10);

  /** What may be used of the bandwidth that was measured; the rest is for everything else. */
  private static final double SHARE = 0.8;

  private @Nullable NetworkQuality present;
  private @Nullable Instant betterSince;

  /** Nothing when what was said last still holds. */
  public Optional<Quality> advise(NetworkStats stats, Instant now) {
    var next = next(affordable(stats), now);
    boolean same = next == present;
    present = next;
    return same ? Optional.empty() : Optional.of(MediaTarget.of(next).advice(next));
  }

  private NetworkQuality next(NetworkQuality judged, Instant now) {
    var before = present;
    if (before == null || !judged.isBetterThan(before)) {
      betterSince = null;
      return judged;
    }
    if (betterSince == null) {
      betterSince = now;
    }
    if (now.isBefore(betterSince.plus(STEADY))) {
      return before;
    }
    betterSince = now;
    return before.better();
  }

  private static NetworkQuality affordable(NetworkStats stats) {
    var quality = QualityReport.of(stats).networkQuality();
    var up = stats.bandwidthUp();
    while (up != null
        && quality != NetworkQuality.POOR
        && MediaTarget.of(quality).kbps() > SHARE * up) {
      quality = quality.worse();
    }
    return quality;
  }
}
