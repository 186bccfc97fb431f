package org.holdline.message.control;

/** How finely a shared screen is sent. */
public enum ShareQuality implements WireNamed {
  LOW("low"),
  MEDIUM("medium"),
  HIGH("high");

  private final String wireName;

  ShareQuality(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
