package org.holdline.contract.boundary;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.holdline.text.Json;

/** The definitions of the wire, as they stand in {@code clients/protocol}. */
final class Definitions {
  private static final String FOLDER = "/org/holdline/protocol/";

  private Definitions() {}

  /**
   * One of them.
   *
   * @param path such as {@code types/role.json}
   * @throws IllegalStateException when it is not there
   */
  static JsonObject get(String path) {
    return find(path).orElseThrow(() -> missing(path));
  }

  static Optional<JsonObject> find(String path) {
    return read(path, JsonReader::readObject);
  }

  /** A file that is a list of objects. */
  static Iterable<JsonObject> list(String path) {
    JsonArray array = read(path, JsonReader::readArray).orElseThrow(() -> missing(path));
    return array.getValuesAs(JsonObject.class);
  }

  private static <T> Optional<T> read(String path, Function<JsonReader, T> as) {
    try (var stream = Definitions.class.getResourceAsStream(FOLDER + path)) {
      if (stream == null) {
        return Optional.empty();
      }
      try (var reader = Json.createReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return Optional.of(as.apply(reader));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException missing(String path) {
    return new IllegalStateException("not in clients/protocol: " + path);
  }
}
