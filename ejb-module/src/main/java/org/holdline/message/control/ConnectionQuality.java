package org.holdline.message.control;

/** How good a connection is, as last reported. */
public enum ConnectionQuality implements WireNamed {
  GOOD("good"),
  FAIR("fair"),
  POOR("poor"),
  UNKNOWN("unknown");

  private final String wireName;

  ConnectionQuality(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
