package org.holdline.message.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.holdline.message.control.FieldWriter;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Writes fields into a JSON object, as messages have them. */
public final class JsonFields implements FieldWriter {
  private final JsonObjectBuilder json = Json.createObjectBuilder();

  public static JsonObject object(Consumer<FieldWriter> content) {
    return builder(content).build();
  }

  /** To be added to. */
  public static JsonObjectBuilder builder(Consumer<FieldWriter> content) {
    var fields = new JsonFields();
    content.accept(fields);
    return fields.json;
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
    return this;
  }

  @Override
  public FieldWriter texts(String name, List<String> values) {
    var array = Json.createArrayBuilder();
    values.forEach(array::add);
    json.add(name, array);
    return this;
  }

  @Override
  public FieldWriter number(String name, long value) {
    json.add(name, value);
    return this;
  }

  @Override
  public FieldWriter number(String name, double value) {
    json.add(name, value);
    return this;
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    json.add(name, value);
    return this;
  }

  @Override
  public FieldWriter nothing(String name) {
    json.addNull(name);
    return this;
  }

  @Override
  public FieldWriter value(String name, Object value) {
    return switch (value) {
      case Long number -> number(name, number);
      case Integer number -> number(name, number.longValue());
      case Boolean flag -> flag(name, flag);
      default -> text(name, value.toString());
    };
  }

  @Override
  public FieldWriter object(String name, Consumer<FieldWriter> content) {
    json.add(name, builder(content));
    return this;
  }

  @Override
  public <T> FieldWriter objects(String name, List<T> items, BiConsumer<T, FieldWriter> content) {
    var array = Json.createArrayBuilder();
    items.forEach(item -> array.add(builder(fields -> content.accept(item, fields))));
    json.add(name, array);
    return this;
  }

  @Override
  public FieldWriter time(String name, Instant value) {
    json.add(name, Timestamps.text(value));
    return this;
  }
}
