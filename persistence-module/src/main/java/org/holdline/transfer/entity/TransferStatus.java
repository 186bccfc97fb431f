package org.holdline.transfer.entity;

/** Where a transfer stands. */
public enum TransferStatus {
  /** Offered. */
  PENDING,
  /** Accepted. */
  ACTIVE,
  PAUSED,
  /** The receiver has verified all of it. */
  COMPLETED,
  /** Declined, or given up by one of both. */
  CANCELLED,
  FAILED;

  /** Whether nothing changes it any more. */
  public boolean isFinal() {
    return this == COMPLETED || this == CANCELLED || this == FAILED;
  }
}
