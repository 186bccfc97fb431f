package org.holdline.session.control;

/** Names what was true at a room's door when somebody was judged there. */
public record DoorMark(String value) {
  @Override
  public String toString() {
    return value;
  }
}
