package org.holdline.message.control;

/** What is behind a session of a room. */
public enum ParticipantKind implements WireNamed {
  PERSON("person"),
  /** What records the room: it receives and says nothing. */
  RECORDER("recorder");

  private final String wireName;

  ParticipantKind(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
