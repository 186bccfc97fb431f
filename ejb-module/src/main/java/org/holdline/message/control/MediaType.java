package org.holdline.message.control;

/** A medium that can be switched on and off. */
public enum MediaType implements WireNamed {
  AUDIO("audio", Permission.SPEAK, "audio_enabled"),
  VIDEO("video", Permission.SHARE_VIDEO, "video_enabled"),
  SCREEN_SHARE("screen-share", Permission.SHARE_SCREEN, "screen_sharing");

  private final String wireName;
  private final Permission permission;
  private final String entryField;

  MediaType(String wireName, Permission permission, String entryField) {
    this.wireName = wireName;
    this.permission = permission;
    this.entryField = entryField;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** What the entry of a participant says of it. */
  public String entryField() {
    return entryField;
  }

  /** What is needed to send it. */
  public Permission permission() {
    return permission;
  }
}
