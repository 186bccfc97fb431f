package org.holdline.message.control;

/** Why a user is no longer in the room. */
public enum LeaveReason implements WireNamed {
  LEFT("left"),
  /** Did not come back within the grace period. */
  EXPIRED("expired"),
  /** Removed by somebody of higher rank. */
  KICKED("kicked"),
  /** The same, and must not come back. */
  BANNED("banned"),
  /** The room has been closed or deleted. */
  ROOM_CLOSED("room-closed"),
  /** Does not belong in this breakout room any more. */
  MOVED_BACK("moved-back");

  private final String wireName;

  LeaveReason(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
