package org.holdline.message.control;

/** Who receives a message of a type. */
public enum Audience implements WireNamed {
  /** Every session of the room, except the one that sent it. */
  ROOM("room"),
  /** The sessions of the target; without a target it is refused. */
  ADDRESSED("addressed"),
  /** The sessions of the target if there is one, otherwise the room. */
  ROOM_OR_ADDRESSED("room-or-addressed"),
  /** The sessions of the target and the other sessions of the sender, otherwise the room. */
  ROOM_OR_DIRECT("room-or-direct"),
  /** The sessions that may manage participants. */
  MODERATORS("moderators"),
  /** The server only; it is passed on to nobody. */
  SERVER("server"),
  /** The other end of this connection. */
  CONNECTION("connection");

  private final String wireName;

  Audience(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
