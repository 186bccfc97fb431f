package org.holdline.message.control;

/** What stands behind somebody in his picture. */
public enum BackgroundType implements WireNamed {
  NONE("none"),
  BLUR("blur"),
  IMAGE("image"),
  VIDEO("video");

  private final String wireName;

  BackgroundType(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
