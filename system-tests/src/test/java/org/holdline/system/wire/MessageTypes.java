package org.holdline.system.wire;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The declared message types, as {@code clients/protocol} says them. */
public final class MessageTypes {
  private static final Path FOLDER = Path.of("..", "clients", "protocol", "messages");

  private MessageTypes() {}

  /**
   * One declared type.
   *
   * @param direction {@code client}, {@code server} or {@code both}
   */
  public record Declared(String type, String direction, boolean isAvailable, JsonObject data) {
    public boolean isForClients() {
      return !direction.equals("server");
    }

    /** Payloads that must be refused: {@code payload}, {@code code}, {@code field}, {@code why}. */
    public List<JsonObject> invalid() {
      var examples = data.getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
      return examples
          .getOrDefault("invalid", JsonValue.EMPTY_JSON_ARRAY)
          .asJsonArray()
          .getValuesAs(JsonObject.class);
    }

    @Override
    public String toString() {
      return type;
    }
  }

  public static List<Declared> all() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().map(MessageTypes::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Declared read(Path file) {
    try {
      var data = Json.object(Files.readString(file));
      return new Declared(
          data.getString("type"), data.getString("direction"), data.getBoolean("available"), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
