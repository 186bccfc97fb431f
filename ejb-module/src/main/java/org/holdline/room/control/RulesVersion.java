package org.holdline.room.control;

/** Names one state of a room's rules; every change gives another, in every life of the room. */
public record RulesVersion(String value) {
  /** Of a room in which nobody is. */
  public static final RulesVersion NONE = new RulesVersion("");

  /** For what was judged by no rules. */
  public static final RulesVersion ANY = new RulesVersion("*");

  @Override
  public String toString() {
    return value;
  }
}
