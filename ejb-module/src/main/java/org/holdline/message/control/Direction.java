package org.holdline.message.control;

/** Who may say a message of a type. */
public enum Direction implements WireNamed {
  CLIENT("client"),
  SERVER("server"),
  BOTH("both");

  private final String wireName;

  Direction(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public boolean clientMaySend() {
    return this != SERVER;
  }
}
