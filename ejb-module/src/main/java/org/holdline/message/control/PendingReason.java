package org.holdline.message.control;

/** Why somebody who wants to join has to wait. */
public enum PendingReason implements WireNamed {
  /** Many enter at once. */
  QUEUE("queue"),
  /** Somebody inside has to let him in. */
  WAITING_ROOM("waiting-room"),
  /** The meeting begins when its host is there. */
  HOST_ABSENT("host-absent"),
  /** He is no member: somebody inside has to let him in. */
  APPROVAL("approval");

  private final String wireName;

  PendingReason(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
