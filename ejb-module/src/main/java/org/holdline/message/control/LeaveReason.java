package org.holdline.message.control;

/** Why a user is no longer in the room. */
public enum LeaveReason implements WireNamed {
  LEFT("left"),
  /** Did not come back within the grace period. */
  EXPIRED("expired"),
  REMOVED("removed");

  private final String wireName;

  LeaveReason(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
