package org.holdline.recording.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a recording became what.
 *
 * @param startedAt when media began to flow
 * @param pausedMillis of pauses that are over
 */
@Embeddable
public record RecordingMoments(
    @Column(name = "created_at", nullable = false, updatable = false) Instant createdAt,
    @Column(name = "started_at") @Nullable Instant startedAt,
    @Column(name = "paused_at") @Nullable Instant pausedAt,
    @Column(name = "resumed_at") @Nullable Instant resumedAt,
    @Column(name = "stopped_at") @Nullable Instant stoppedAt,
    @Column(name = "processed_at") @Nullable Instant processedAt,
    @Column(name = "paused_ms", nullable = false) long pausedMillis) {

  static RecordingMoments createdAt(Instant at) {
    return new RecordingMoments(at, null, null, null, null, null, 0);
  }

  /** The same after a change of status. */
  RecordingMoments with(RecordingStatus before, RecordingStatus next, Instant at) {
    long paused = pausedMillis;
    if (before == RecordingStatus.PAUSED && pausedAt != null) {
      paused += Math.max(0, Duration.between(pausedAt, at).toMillis());
    }
    return new RecordingMoments(
        createdAt,
        next == RecordingStatus.RECORDING && startedAt == null ? at : startedAt,
        next == RecordingStatus.PAUSED ? at : pausedAt,
        before == RecordingStatus.PAUSED && next == RecordingStatus.RECORDING ? at : resumedAt,
        before.isActive() && !next.isActive() ? at : stoppedAt,
        next.isFinal() ? at : processedAt,
        paused);
  }

  /** How long it is, without pauses, as of a moment. */
  Duration length(RecordingStatus status, Instant now) {
    if (startedAt == null) {
      return Duration.ZERO;
    }
    var end = stoppedAt != null ? stoppedAt : now;
    if (status == RecordingStatus.PAUSED && pausedAt != null) {
      end = pausedAt;
    }
    var length = Duration.between(startedAt, end).minusMillis(pausedMillis);
    return length.isNegative() ? Duration.ZERO : length;
  }
}
