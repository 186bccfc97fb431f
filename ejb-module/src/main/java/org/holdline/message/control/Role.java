package org.holdline.message.control;

/** What somebody is in a room; in the order of rank, highest first. */
public enum Role implements WireNamed {
  HOST("host"),
  MODERATOR("moderator"),
  PARTICIPANT("participant"),
  OBSERVER("observer");

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** Strictly: nobody outranks his equal. */
  public boolean outranks(Role other) {
    return compareTo(other) < 0;
  }
}
