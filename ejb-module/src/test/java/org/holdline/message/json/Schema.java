package org.holdline.message.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a value against the few words of JSON Schema that the protocol uses. */
final class Schema {
  private static final Set<String> WORDS =
      Set.of(
          "$schema",
          "$ref",
          "type",
          "description",
          "properties",
          "required",
          "items",
          "enum",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "pattern",
          "format");

  private final List<String> complaints = new ArrayList<>();

  private Schema() {}

  static List<String> complaints(JsonObject schema, JsonValue value) {
    var check = new Schema();
    check.check("", schema, value);
    return check.complaints;
  }

  private void check(String at, JsonObject schema, JsonValue value) {
    require(WORDS.containsAll(schema.keySet()), at, "schema uses a word that is not agreed");
    if (schema.containsKey("$ref")) {
      check(at, Protocol.file(schema.getString("$ref")), value);
      return;
    }
    if (schema.containsKey("enum")) {
      require(schema.getJsonArray("enum").contains(value), at, "not one of the enum");
    }
    if (schema.get("type") instanceof JsonArray either) {
      require(either.getString(1).equals("null"), at, "only null is allowed beside another type");
      if (!value.equals(JsonValue.NULL)) {
        check(at, Json.createObjectBuilder(schema).add("type", either.get(0)).build(), value);
      }
      return;
    }
    switch (schema.getString("type")) {
      case "object" -> object(at, schema, value);
      case "array" -> array(at, schema, value);
      case "string" -> string(at, schema, value);
      case "integer" -> number(at, schema, value, true);
      case "number" -> number(at, schema, value, false);
      case "boolean" ->
          require(
              value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE), at, "not a boolean");
      default -> complaints.add(at + ": unknown schema type");
    }
  }

  private void object(String at, JsonObject schema, JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      complaints.add(at + ": not an object");
      return;
    }
    var required = schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
    for (var name : required.getValuesAs(JsonString.class)) {
      require(object.containsKey(name.getString()), at, name + " is missing");
    }
    var properties = schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    for (Map.Entry<String, JsonValue> field : object.entrySet()) {
      var known = properties.get(field.getKey());
      if (known != null) {
        check(at + "/" + field.getKey(), known.asJsonObject(), field.getValue());
      }
    }
  }

  private void array(String at, JsonObject schema, JsonValue value) {
    if (value instanceof JsonArray items) {
      items.forEach(item -> check(at + "[]", schema.getJsonObject("items"), item));
    } else {
      complaints.add(at + ": not an array");
    }
  }

  private void string(String at, JsonObject schema, JsonValue value) {
    if (!(value instanceof JsonString string)) {
      complaints.add(at + ": not a string");
      return;
    }
    int length = string.getString().length();
    require(length >= schema.getInt("minLength", 0), at, "too short");
    require(length <= schema.getInt("maxLength", Integer.MAX_VALUE), at, "too long");
    require(string.getString().matches(schema.getString("pattern", "(?s).*")), at, "wrong form");
  }

  private void number(String at, JsonObject schema, JsonValue value, boolean whole) {
    if (!(value instanceof JsonNumber number)) {
      complaints.add(at + ": not a number");
      return;
    }
    require(!whole || number.isIntegral(), at, "not whole");
    if (schema.containsKey("minimum")) {
      require(number.doubleValue() >= schema.getInt("minimum"), at, "too small");
    }
    if (schema.containsKey("maximum")) {
      require(number.doubleValue() <= schema.getInt("maximum"), at, "too large");
    }
  }

  private void require(boolean holds, String at, String complaint) {
    if (!holds) {
      complaints.add(at + ": " + complaint);
    }
  }
}
