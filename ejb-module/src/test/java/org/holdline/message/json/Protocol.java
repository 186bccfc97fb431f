package org.holdline.message.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.holdline.message.control.MessageType;

/** The wire as data, read from its folder. */
final class Protocol {
  private static final Path FOLDER = Path.of("..", "clients", "protocol");

  private Protocol() {}

  static List<String> messages() {
    try (var files = Files.list(FOLDER.resolve("messages"))) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject message(MessageType type) {
    return file("messages/" + type.wireName() + ".json");
  }

  static JsonObject file(String path) {
    return read(path, JsonReader::readObject);
  }

  static JsonArray array(String path) {
    return read(path, JsonReader::readArray);
  }

  private static <T> T read(String path, Function<JsonReader, T> how) {
    try (var reader = Json.createReader(Files.newBufferedReader(FOLDER.resolve(path)))) {
      return how.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
