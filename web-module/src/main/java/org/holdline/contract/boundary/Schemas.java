package org.holdline.contract.boundary;

import static java.util.stream.Collectors.joining;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.holdline.text.Json;

/** Takes schemas over into one document, whose components are the shared types they name. */
final class Schemas {
  private static final Pattern TYPE = Pattern.compile("types/([a-z-]+)\\.json");
  private static final String COMPONENTS = "#/components/schemas/";

  private final Map<String, JsonObject> used = new TreeMap<>();

  /** The schema with references that hold in the document. */
  JsonObject adopt(JsonObject schema) {
    var adopted = Json.createObjectBuilder();
    schema.forEach((name, value) -> {
      if (name.equals("$ref") && value instanceof JsonString reference) {
        adopted.add(name, COMPONENTS + use(reference.getString()));
      } else if (!name.equals("$schema")) {
        adopted.add(name, adopt(value));
      }
    });
    return adopted.build();
  }

  private JsonValue adopt(JsonValue value) {
    return switch (value) {
      case JsonObject object -> adopt(object);
      case JsonArray array -> {
        JsonArrayBuilder adopted = Json.createArrayBuilder();
        array.forEach(each -> adopted.add(adopt(each)));
        yield adopted.build();
      }
      default -> value;
    };
  }

  private String use(String path) {
    var type = TYPE.matcher(path);
    if (!type.matches()) {
      throw new IllegalStateException("not a shared type: " + path);
    }
    var name = pascal(type.group(1));
    if (!used.containsKey(name)) {
      used.put(name, JsonValue.EMPTY_JSON_OBJECT);
      used.put(name, adopt(Definitions.get(path)));
    }
    return name;
  }

  private static String pascal(String name) {
    return Arrays.stream(name.split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(joining());
  }

  /** All types that have been named so far. */
  JsonObjectBuilder components() {
    var components = Json.createObjectBuilder();
    used.forEach(components::add);
    return components;
  }
}
