package org.holdline.identity.redis;

import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.util.stream.Collectors;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.text.Json;

/** A caller as text, for as long as a ticket lives. */
final class CallerJson {
  private CallerJson() {}

  static String write(Caller caller) {
    return Json.createObjectBuilder()
        .add("id", caller.id().value())
        .add("name", caller.name())
        .add("groups", Json.createArrayBuilder(caller.groups()))
        .add("expires_at", caller.expiresAt().toString())
        .build()
        .toString();
  }

  static Caller read(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      var caller = reader.readObject();
      return new Caller(
          new UserId(caller.getString("id")),
          caller.getString("name"),
          caller.getJsonArray("groups").getValuesAs(JsonString.class).stream()
              .map(JsonString::getString)
              .collect(Collectors.toUnmodifiableSet()),
          Instant.parse(caller.getString("expires_at")));
    }
  }
}
