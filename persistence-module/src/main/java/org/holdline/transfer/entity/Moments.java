package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a transfer became what.
 *
 * @param resumedAt the last time that it went on after a pause
 */
@Embeddable
public record Moments(
    @Column(name = "started_at", nullable = false) Instant startedAt,
    @Column(name = "accepted_at") @Nullable Instant acceptedAt,
    @Column(name = "paused_at") @Nullable Instant pausedAt,
    @Column(name = "resumed_at") @Nullable Instant resumedAt,
    @Column(name = "completed_at") @Nullable Instant completedAt) {

  static Moments startedAt(Instant at) {
    return new Moments(at, null, null, null, null);
  }

  Moments with(TransferStatus before, TransferStatus next, Instant at) {
    if (before == next) {
      return this;
    }
    return switch (next) {
      case ACTIVE ->
          before == TransferStatus.PENDING
              ? new Moments(startedAt, at, pausedAt, resumedAt, completedAt)
              : new Moments(startedAt, acceptedAt, pausedAt, at, completedAt);
      case PAUSED -> new Moments(startedAt, acceptedAt, at, resumedAt, completedAt);
      case COMPLETED -> new Moments(startedAt, acceptedAt, pausedAt, resumedAt, at);
      case PENDING, CANCELLED, FAILED -> this;
    };
  }
}
