package org.holdline.system.wire;

import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/** JSON as the tests write and read it. */
public final class Json {
  private Json() {}

  public static JsonStructure read(String text) {
    try (var reader = jakarta.json.Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }

  public static JsonObject object(String text) {
    return read(text).asJsonObject();
  }

  /** Names and values by turns; values are strings, numbers, booleans or JSON. */
  public static JsonObject of(Object... namesAndValues) {
    var object = jakarta.json.Json.createObjectBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var name = (String) namesAndValues[i];
      switch (namesAndValues[i + 1]) {
        case JsonValue json -> object.add(name, json);
        case String text -> object.add(name, text);
        case Integer number -> object.add(name, number);
        case Long number -> object.add(name, number);
        case Boolean flag -> object.add(name, flag);
        default -> throw new IllegalArgumentException(name);
      }
    }
    return object.build();
  }

  /** The object with one member more, or another value of it. */
  public static JsonObject with(JsonObject object, String name, Object value) {
    return jakarta.json.Json.createObjectBuilder(object)
        .addAll(jakarta.json.Json.createObjectBuilder(of(name, value)))
        .build();
  }

  public static List<JsonObject> objects(JsonStructure structure) {
    return structure instanceof jakarta.json.JsonArray array
        ? array.getValuesAs(JsonObject.class)
        : List.of(structure.asJsonObject());
  }
}
