package org.holdline.message.control;

/** Whether a screen is shared from now on. */
public enum ShareAction implements WireNamed {
  START("start"),
  STOP("stop");

  private final String wireName;

  ShareAction(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
