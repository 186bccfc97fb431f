package org.holdline.session.control;

import java.time.Duration;
import java.util.List;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.session.entity.RecoveryFacts;
import org.jspecify.annotations.Nullable;

/**
 * Where an admitted session goes on, and what it gets of the past.
 *
 * @param asked where it stood; null for somebody who claims no past
 * @param recovery null then
 * @param startedNanos when it came, by {@link System#nanoTime}
 */
public record Return(
    Admission.Admitted admitted,
    Replay.@Nullable Asked asked,
    @Nullable Recovery recovery,
    long startedNanos) {

  /** Live delivery goes on after this. */
  public LogPosition start() {
    return recovery == null ? admitted.snapshot().position() : recovery.upTo();
  }

  /**
   * The first of what it gets comes after this. Where its position means nothing, delivery begins
   * with the room as it is now.
   */
  public LogPosition from() {
    var start = start();
    if (asked == null
        || (asked.epoch() != null && !asked.epoch().equals(start.epoch().value()))
        || asked.sequence() < 0
        || asked.sequence() > start.sequence()) {
      return start;
    }
    return new LogPosition(start.epoch(), asked.sequence());
  }

  public List<LoggedMessage> missed() {
    return recovery == null ? List.of() : recovery.missed();
  }

  /** Complete, or why something is missing. */
  String outcome() {
    return recovery instanceof Recovery.Truncated cut
        ? cut.reason().wireName()
        : RecoveryFacts.COMPLETE;
  }

  Duration since(long nowNanos) {
    return Duration.ofNanos(nowNanos - startedNanos);
  }
}
