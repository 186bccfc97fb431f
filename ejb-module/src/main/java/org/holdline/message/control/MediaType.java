package org.holdline.message.control;

/** A medium that can be switched on and off. */
public enum MediaType implements WireNamed {
  AUDIO("audio", Permission.SPEAK),
  VIDEO("video", Permission.SHARE_VIDEO),
  SCREEN_SHARE("screen-share", Permission.SHARE_SCREEN);

  private final String wireName;
  private final Permission permission;

  MediaType(String wireName, Permission permission) {
    this.wireName = wireName;
    this.permission = permission;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** What is needed to send it. */
  public Permission permission() {
    return permission;
  }
}
