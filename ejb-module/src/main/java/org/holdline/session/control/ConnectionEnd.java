package org.holdline.session.control;

import org.holdline.message.control.WireNamed;

/** How a session's connection ended. */
public enum ConnectionEnd implements WireNamed {
  /** The client closed it. */
  CLOSED("closed"),
  /** The line ended without a close frame. */
  LINE_LOST("line-lost"),
  /** Nothing was heard of the client for too long. */
  SILENT("silent"),
  /** Another connection took the session over while this one still counted. */
  SUPERSEDED("superseded"),
  /** The client did not read what it was sent. */
  SLOW("slow"),
  /** Its node stopped and sent it away. */
  DRAINED("drained"),
  /** Its node gave no sign of life any more. */
  NODE_LOST("node-lost"),
  TOKEN_EXPIRED("token-expired"),
  /** Too many bad messages. */
  ABUSE("abuse"),
  /** The server could not go on serving it: a store was away, or the log was lost. */
  UNAVAILABLE("unavailable"),
  UNKNOWN("unknown");

  private final String wireName;

  ConnectionEnd(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
