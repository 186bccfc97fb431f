package org.holdline.message.json;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.message.control.MessageCodec;
import org.jspecify.annotations.Nullable;

/**
 * One JSON text as strings, booleans, {@code Long}, {@code Double}, maps and lists; nulls in
 * objects are left out. Refuses what is too deep, and an object that says a name twice.
 */
final class JsonTree {
  private static final int LONG_DIGITS_MAX = 19;

  private final JsonParser parser;

  JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  /** The whole text: nothing may follow. */
  @Nullable Object read() {
    var value = value(parser.next(), 0);
    if (parser.hasNext()) {
      throw refusal("more than one value");
    }
    return value;
  }

  private @Nullable Object value(Event event, int depth) {
    return switch (event) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw refusal("no value");
    };
  }

  private Map<String, Object> object(int depth) {
    checkDepth(depth);
    var fields = new HashMap<String, Object>();
    while (parser.next() == Event.KEY_NAME) {
      var name = parser.getString();
      var value = value(parser.next(), depth);
      if (value != null && fields.put(name, value) != null) {
        throw refusal("a name twice");
      }
    }
    return fields;
  }

  private List<@Nullable Object> array(int depth) {
    checkDepth(depth);
    var items = new ArrayList<@Nullable Object>();
    for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      items.add(value(event, depth));
    }
    return items;
  }

  private static Object number(String text) {
    if (text.length() <= LONG_DIGITS_MAX && text.chars().noneMatch(c -> ".eE".indexOf(c) >= 0)) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException tooLarge) {
        return Double.parseDouble(text);
      }
    }
    return Double.parseDouble(text);
  }

  private static void checkDepth(int depth) {
    if (depth > MessageCodec.DEPTH_MAX) {
      throw refusal("too deep");
    }
  }

  private static JsonParsingException refusal(String why) {
    return new JsonParsingException(why, null);
  }
}
