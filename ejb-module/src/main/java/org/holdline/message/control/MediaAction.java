package org.holdline.message.control;

/** How a medium is switched. */
public enum MediaAction implements WireNamed {
  MUTE("mute"),
  UNMUTE("unmute"),
  VIDEO_ON("video_on"),
  VIDEO_OFF("video_off");

  private final String wireName;

  MediaAction(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public boolean isOff() {
    return this == MUTE || this == VIDEO_OFF;
  }

  /** Sound is muted, pictures are switched. */
  boolean fits(MediaType media) {
    return (this == MUTE || this == UNMUTE) == (media == MediaType.AUDIO);
  }
}
