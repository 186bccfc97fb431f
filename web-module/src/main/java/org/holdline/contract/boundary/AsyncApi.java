package org.holdline.contract.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.Permission;
import org.holdline.platform.control.Version;
import org.holdline.text.Json;

/** The messages of the WebSocket as AsyncAPI 3, from the message table and its definitions. */
final class AsyncApi {
  private static final String CHANNEL = "#/channels/room";

  private final Schemas schemas = new Schemas();
  private final JsonObjectBuilder names = Json.createObjectBuilder();
  private final JsonObjectBuilder messages = Json.createObjectBuilder();
  private final JsonObjectBuilder operations = Json.createObjectBuilder();

  private AsyncApi() {}

  static JsonObject document() {
    return new AsyncApi().built();
  }

  private JsonObject built() {
    for (var type : MessageType.values()) {
      var definition = Definitions.get("messages/" + type.wireName() + ".json");
      addIfSaid(type, definition, "client");
      addIfSaid(type, definition, "server");
    }
    return Json.createObjectBuilder()
        .add("asyncapi", "3.0.0")
        .add(
            "info",
            Json.createObjectBuilder()
                .add("title", "Holdline")
                .add("version", Version.current())
                .add(
                    "description",
                    "What a client and the server say to each other over the WebSocket of a room; a"
                        + " frame is one envelope or a list of them."))
        .add("defaultContentType", "application/json")
        .add("channels", Json.createObjectBuilder().add("room", channel()))
        .add("operations", operations)
        .add(
            "components",
            Json.createObjectBuilder()
                .add("messages", messages)
                .add("schemas", schemas.components()))
        .build();
  }

  private JsonObjectBuilder channel() {
    return Json.createObjectBuilder()
        .add("address", "/webrtc/ws/{room_id}")
        .add(
            "parameters",
            Json.createObjectBuilder()
                .add(
                    "room_id",
                    Json.createObjectBuilder().add("description", "1 to 100 of A-Z a-z 0-9 _ -")))
        .add("messages", names)
        .add(
            "bindings",
            Json.createObjectBuilder().add("ws", Json.createObjectBuilder().add("method", "GET")));
  }

  private void addIfSaid(MessageType type, JsonObject definition, String by) {
    var payload = definition.getJsonObject(by);
    if (payload == null || !type.isBuilt()) {
      return;
    }
    var name = by + "-" + type.wireName();
    messages.add(name, message(type, definition, envelope(type, payload)));
    names.add(name, reference("#/components/messages/" + name));
    operations.add(
        by.equals("client") ? "hear-" + type.wireName() : "say-" + type.wireName(),
        Json.createObjectBuilder()
            .add("action", by.equals("client") ? "receive" : "send")
            .add("channel", reference(CHANNEL))
            .add("summary", definition.getString("description"))
            .add(
                "messages",
                Json.createArrayBuilder().add(reference(CHANNEL + "/messages/" + name))));
  }

  private static JsonObjectBuilder message(
      MessageType type, JsonObject definition, JsonObjectBuilder envelope) {
    var message =
        Json.createObjectBuilder()
            .add("name", type.wireName())
            .add("title", type.wireName())
            .add("summary", definition.getString("description"))
            .add("x-class", type.messageClass().wireName())
            .add("x-audience", type.audience().wireName());
    type.permission()
        .map(Permission::wireName)
        .ifPresent(name -> message.add("x-permission", name));
    return message.add("payload", envelope);
  }

  private JsonObjectBuilder envelope(MessageType type, JsonObject payload) {
    var fields =
        Json.createObjectBuilder()
            .add("type", Json.createObjectBuilder().add("const", type.wireName()))
            .add("payload", schemas.adopt(payload));
    Definitions.get("types/envelope.json")
        .getJsonObject("properties")
        .forEach((name, schema) -> fields.add(name, schemas.adopt(schema.asJsonObject())));
    return Json.createObjectBuilder()
        .add("type", "object")
        .add("properties", fields)
        .add("required", Json.createArrayBuilder().add("type").add("payload"));
  }

  private static JsonObjectBuilder reference(String to) {
    return Json.createObjectBuilder().add("$ref", to);
  }
}
