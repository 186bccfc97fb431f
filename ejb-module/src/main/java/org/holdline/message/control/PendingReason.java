package org.holdline.message.control;

/** Why somebody who wants to join has to wait. */
public enum PendingReason implements WireNamed {
  /** Many enter at once. */
  QUEUE("queue");

  private final String wireName;

  PendingReason(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
