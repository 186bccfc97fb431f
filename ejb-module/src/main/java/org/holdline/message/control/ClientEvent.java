package org.holdline.message.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that a client wants remembered of the room, for the server alone.
 *
 * @param eventType what the client calls it
 * @param data strings, booleans and numbers by name
 */
public record ClientEvent(String eventType, Map<String, Object> data) implements Report {
  private static final int FIELDS_MAX = 20;
  private static final int TEXT_MAX = 200;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public ClientEvent {
    Check.that(
        NAME.matcher(eventType).matches(), "event_type", "must be 1 to 64 of A-Z a-z 0-9 _ . -");
    Check.that(data.size() <= FIELDS_MAX, "data", "must have at most " + FIELDS_MAX + " fields");
    data.forEach(ClientEvent::check);
    data = new TreeMap<>(data);
  }

  private static void check(String name, Object value) {
    Check.that(NAME.matcher(name).matches(), "data", "must have names of A-Z a-z 0-9 _ . -");
    boolean isShort = value instanceof String text && text.length() <= TEXT_MAX;
    Check.that(
        isShort || value instanceof Number || value instanceof Boolean,
        "data",
        "must have numbers, booleans and strings of at most " + TEXT_MAX + " characters");
  }

  static ClientEvent read(Fields fields) {
    return new ClientEvent(fields.text("event_type"), fields.object("data").scalars());
  }

  @Override
  public MessageType type() {
    return MessageType.ANALYTICS_EVENT;
  }
}
