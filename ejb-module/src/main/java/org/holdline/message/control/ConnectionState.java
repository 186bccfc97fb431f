package org.holdline.message.control;

/** Whether a session can be reached now. */
public enum ConnectionState implements WireNamed {
  ACTIVE("active"),
  /** Its connection is gone, its grace period is not over. */
  SUSPENDED("suspended"),
  /** It has ended; only said in a participant-update. */
  LEFT("left");

  private final String wireName;

  ConnectionState(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
