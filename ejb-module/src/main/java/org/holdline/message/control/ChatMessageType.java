package org.holdline.message.control;

/** What sort of text a chat message carries. */
public enum ChatMessageType implements WireNamed {
  TEXT("text"),
  EMOJI("emoji");

  private final String wireName;

  ChatMessageType(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
