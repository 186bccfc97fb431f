package org.holdline.message.control;

/** A passing sign of what somebody thinks. */
public enum ReactionType implements WireNamed {
  THUMBS_UP("thumbs_up"),
  THUMBS_DOWN("thumbs_down"),
  CLAP("clap"),
  HEART("heart"),
  LAUGH("laugh"),
  SURPRISED("surprised"),
  THINKING("thinking"),
  CELEBRATE("celebrate");

  private final String wireName;

  ReactionType(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
