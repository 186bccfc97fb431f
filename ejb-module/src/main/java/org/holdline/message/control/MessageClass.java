package org.holdline.message.control;

/** What becomes of a message after it was sent. */
public enum MessageClass implements WireNamed {
  /** Logged and replayed. */
  DURABLE("durable"),
  /** Addressed; kept at most 30 s in the inbox of the addressed session. */
  SIGNALING("signaling"),
  /** Without a sequence, never replayed. */
  EPHEMERAL("ephemeral"),
  /** Between one client and the server, about the connection itself. */
  CONTROL("control");

  private final String wireName;

  MessageClass(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
