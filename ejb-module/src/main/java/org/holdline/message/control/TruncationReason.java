package org.holdline.message.control;

/** Why messages could not be replayed. */
public enum TruncationReason implements WireNamed {
  EXPIRED("expired"),
  TRIMMED("trimmed"),
  EPOCH_CHANGED("epoch-changed"),
  NOT_AUTHORIZED("not-authorized"),
  /** A number from the future or below zero. */
  UNKNOWN_POSITION("unknown-position");

  private final String wireName;

  TruncationReason(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
