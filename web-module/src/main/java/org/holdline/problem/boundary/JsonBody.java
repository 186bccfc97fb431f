package org.holdline.problem.boundary;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a request, read strictly: no guesses about types, nothing past 64 KiB. Fields
 * that nobody asks for are ignored.
 */
public final class JsonBody {
  private static final int BYTES_MAX = 65_536;
  private static final int YEAR_MIN = 1970;
  private static final int YEAR_MAX = 9999;

  private final JsonObject fields;

  private JsonBody(JsonObject fields) {
    this.fields = fields;
  }

  /**
   * Reads the whole body.
   *
   * @throws ProblemException {@code message_too_large}, or {@code invalid_payload} when it is no
   *     JSON object
   */
  public static JsonBody read(InputStream body) {
    return read(bytes(body, BYTES_MAX));
  }

  /** The same of a route whose bodies may be larger. */
  public static JsonBody read(InputStream body, int bytesMax) {
    return read(bytes(body, bytesMax));
  }

  /** The same of an old route: a text alone, as a field of that name, or nothing. */
  public static JsonBody readTextOr(String name, InputStream body) {
    var bytes = bytes(body, BYTES_MAX);
    if (bytes.length == 0) {
      return new JsonBody(JsonValue.EMPTY_JSON_OBJECT);
    }
    try (var parser = Json.createParser(new ByteArrayInputStream(bytes))) {
      var event = parser.hasNext() ? parser.next() : JsonParser.Event.START_OBJECT;
      return switch (event) {
        case VALUE_STRING ->
            new JsonBody(Json.createObjectBuilder().add(name, parser.getString()).build());
        case VALUE_NULL -> new JsonBody(JsonValue.EMPTY_JSON_OBJECT);
        default -> read(bytes);
      };
    } catch (JsonException e) {
      throw malformed();
    }
  }

  /** The same, without fields where there is no body. */
  public static JsonBody readIfAny(InputStream body) {
    var bytes = bytes(body, BYTES_MAX);
    return bytes.length == 0 ? new JsonBody(JsonValue.EMPTY_JSON_OBJECT) : read(bytes);
  }

  /** An object inside a body. */
  public static JsonBody of(JsonObject object) {
    return new JsonBody(object);
  }

  private static JsonBody read(byte[] body) {
    try (var parser = Json.createParser(new ByteArrayInputStream(body))) {
      if (parser.hasNext() && parser.next() == JsonParser.Event.START_OBJECT) {
        var fields = parser.getObject();
        if (!parser.hasNext()) {
          return new JsonBody(fields);
        }
      }
    } catch (JsonException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static byte[] bytes(InputStream body, int bytesMax) {
    try {
      var bytes = body.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw new ProblemException(
            Kind.TOO_LARGE, "message_too_large", "A body has at most " + bytesMax / 1024 + " KiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A required number.
   *
   * @throws ProblemException {@code validation_error} when it is missing or no number
   */
  public double number(String name) {
    return findNumber(name).orElseThrow(() -> invalid(name, "is required"));
  }

  /**
   * A required whole number.
   *
   * @throws ProblemException {@code validation_error} when it is missing or no whole number
   */
  public long wholeNumber(String name) {
    return findWholeNumber(name).orElseThrow(() -> invalid(name, "is required"));
  }

  /**
   * Nothing when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is no whole number
   */
  public Optional<Long> findWholeNumber(String name) {
    return switch (fields.getOrDefault(name, JsonValue.NULL)) {
      case JsonNumber number
          when number.isIntegral() && number.bigIntegerValue().bitLength() < Long.SIZE ->
          Optional.of(number.longValue());
      case JsonValue other when other.getValueType() == JsonValue.ValueType.NULL ->
          Optional.empty();
      case JsonValue other -> throw invalid(name, "must be a whole number");
    };
  }

  /**
   * Nothing when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is no number
   */
  public Optional<Double> findNumber(String name) {
    return switch (fields.getOrDefault(name, JsonValue.NULL)) {
      case JsonNumber number -> Optional.of(number.doubleValue());
      case JsonValue other when other.getValueType() == JsonValue.ValueType.NULL ->
          Optional.empty();
      case JsonValue other -> throw invalid(name, "must be a number");
    };
  }

  /**
   * All fields: {@code Boolean}, {@code Long}, {@code Double}, {@code String} or null; whatever
   * else as JSON.
   */
  public Map<String, @Nullable Object> values() {
    var values = new HashMap<String, @Nullable Object>();
    fields.forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static @Nullable Object plain(JsonValue value) {
    return switch (value.getValueType()) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> plain((JsonNumber) value);
      case ARRAY, OBJECT -> value;
    };
  }

  private static Object plain(JsonNumber number) {
    return number.isIntegral() && number.bigIntegerValue().bitLength() < Long.SIZE
        ? (Object) number.longValue()
        : (Object) number.doubleValue();
  }

  /** Whether it is there, null or not. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * A required text.
   *
   * @throws ProblemException {@code validation_error} when it is missing or no text
   */
  public String text(String name) {
    return findText(name).orElseThrow(() -> invalid(name, "is required"));
  }

  /**
   * Nothing when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is no text
   */
  public Optional<String> findText(String name) {
    return switch (fields.getOrDefault(name, JsonValue.NULL)) {
      case JsonString text -> Optional.of(text.getString());
      case JsonValue other when other.getValueType() == JsonValue.ValueType.NULL ->
          Optional.empty();
      case JsonValue other -> throw invalid(name, "must be a string");
    };
  }

  /**
   * Nothing when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is neither true nor false
   */
  public Optional<Boolean> findFlag(String name) {
    return switch (fields.getOrDefault(name, JsonValue.NULL).getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      case NULL -> Optional.empty();
      case STRING, NUMBER, ARRAY, OBJECT -> throw invalid(name, "must be true or false");
    };
  }

  /**
   * Nothing when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is no moment of ISO 8601 with an
   *     offset, or of a time that no calendar has use for
   */
  public Optional<Instant> findTime(String name) {
    return findText(name).map(text -> time(name, text));
  }

  private static Instant time(String name, String text) {
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeParseException e) {
      throw invalid(name, "must be a time such as 2026-11-21T10:00:00Z");
    }
    throw invalid(name, "must be of the years " + YEAR_MIN + " to " + YEAR_MAX);
  }

  /**
   * The fields of an object, as {@link #values}; none when it is missing or null.
   *
   * @throws ProblemException {@code validation_error} when it is no object
   */
  public Map<String, @Nullable Object> findValues(String name) {
    return switch (fields.getOrDefault(name, JsonValue.NULL)) {
      case JsonObject object -> new JsonBody(object).values();
      case JsonValue other when other.getValueType() == JsonValue.ValueType.NULL -> Map.of();
      case JsonValue other -> throw invalid(name, "must be an object");
    };
  }

  private static ProblemException malformed() {
    return new ProblemException(Kind.MALFORMED, "invalid_payload", "The body is not a JSON object");
  }

  /** A refusal of a field. */
  public static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        Kind.INVALID,
        "validation_error",
        "A field is missing or not of its type",
        Map.of("field", field, "rule", rule));
  }
}
