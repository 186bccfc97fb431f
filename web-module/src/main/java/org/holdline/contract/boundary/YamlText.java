package org.holdline.contract.boundary;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.holdline.text.Json;

/** JSON as YAML in blocks; texts are quoted as in JSON, which YAML reads too. */
final class YamlText {
  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  static String of(JsonObject document) {
    var yaml = new YamlText();
    yaml.object(document, "");
    return yaml.text.toString();
  }

  private void object(JsonObject object, String indent) {
    object.forEach((name, value) -> {
      text.append(indent).append(Json.createValue(name)).append(':');
      value(value, indent);
    });
  }

  private void array(JsonArray array, String indent) {
    array.forEach(value -> {
      text.append(indent).append('-');
      value(value, indent);
    });
  }

  private void value(JsonValue value, String indent) {
    switch (value) {
      case JsonObject object when !object.isEmpty() -> {
        text.append('\n');
        object(object, indent + "  ");
      }
      case JsonArray array when !array.isEmpty() -> {
        text.append('\n');
        array(array, indent + "  ");
      }
      default -> text.append(' ').append(value).append('\n');
    }
  }
}
