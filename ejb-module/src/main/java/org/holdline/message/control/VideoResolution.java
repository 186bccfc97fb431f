package org.holdline.message.control;

/** How large a picture is sent. */
public enum VideoResolution implements WireNamed {
  P1080("1080p"),
  P720("720p"),
  P480("480p"),
  P360("360p");

  private final String wireName;

  VideoResolution(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
