package org.holdline.message.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.Reading;
import org.holdline.message.control.Reading.Accepted;
import org.holdline.message.control.Reading.Refused;
import org.holdline.message.control.ServerPayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolTest {
  private final JsonMessageCodec codec = new JsonMessageCodec();

  @Test
  void everyTypeHasItsFileAndEveryFileItsType() {
    assertThat(Protocol.messages())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(MessageType.values()).map(MessageType::wireName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void theTableEqualsTheData(MessageType type) {
    var data = Protocol.message(type);
    assertThat(data.getString("type")).isEqualTo(type.wireName());
    assertThat(data.getString("class")).isEqualTo(type.messageClass().wireName());
    assertThat(data.getString("direction")).isEqualTo(type.direction().wireName());
    assertThat(data.getString("audience")).isEqualTo(type.audience().wireName());
    assertThat(data.getBoolean("available")).isEqualTo(type.isBuilt());
    var permission = type.permission().<JsonValue>map(p -> Json.createValue(p.wireName()));
    assertThat(data.get("permission")).isEqualTo(permission.orElse(JsonValue.NULL));
    assertThat(data.containsKey("server")).isEqualTo(type.sent().isPresent());
    assertThat(data.containsKey("client"))
        .isEqualTo(type.isBuilt() && type.direction().clientMaySend());
  }

  @ParameterizedTest
  @EnumSource
  void everyValidExampleIsAcceptedAndFitsItsSchema(MessageType type) {
    for (var payload : examples(type, "valid")) {
      assertThat(read(type, payload)).as(payload.toString()).isInstanceOf(Accepted.class);
      assertThat(Schema.complaints(Protocol.message(type).getJsonObject("client"), payload))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyInvalidExampleIsRefusedWithItsCodeAndField(MessageType type) {
    for (var example : examples(type, "invalid")) {
      var reading = read(type, padded(example));
      assertThat(reading).as(example.toString()).isInstanceOf(Refused.class);
      var refused = (Refused) reading;
      assertThat(refused.code()).isEqualTo(example.getString("code"));
      assertThat(refused.details()).containsEntry("field", example.getString("field"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAClientMayNotSayIsRefusedByItsReason(MessageType type) {
    var reading = read(type, JsonValue.EMPTY_JSON_OBJECT);
    if (!type.direction().clientMaySend()) {
      assertThat(((Refused) reading).code()).isEqualTo("permission_denied");
      assertThat(((Refused) reading).details()).containsEntry("reason", "server-only");
    } else if (!type.isBuilt()) {
      assertThat(((Refused) reading).code()).isEqualTo("not_available");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleOfTheServerFitsItsSchema(MessageType type) {
    for (var payload : examples(type, "server")) {
      assertThat(Schema.complaints(Protocol.message(type).getJsonObject("server"), payload))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("org.holdline.message.json.Samples#all")
  void whatTheServerWritesFitsTheSchemaAndSaysNothingUnknown(ServerPayload payload) {
    var schema = Protocol.message(payload.type()).getJsonObject("server");
    var written = parse(codec.payload(payload));
    assertThat(Schema.complaints(schema, written)).isEmpty();
    if (schema.containsKey("properties")) {
      assertThat(schema.getJsonObject("properties").keySet()).containsAll(written.keySet());
    }
  }

  @Test
  void everythingTheServerSaysHasASample() {
    assertThat(Samples.all().<Object>map(ServerPayload::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(MessageType.values())
                .flatMap(type -> type.sent().stream())
                .distinct()
                .toList());
  }

  @ParameterizedTest
  @MethodSource("org.holdline.message.json.Samples#all")
  void aSampleIsOfTheTypeThatTheTableSays(ServerPayload payload) {
    assertThat(payload.type().sent()).hasValue(payload.getClass());
  }

  @Test
  void theCodesOfTheCodecAreInTheCatalogue() {
    assertThat(Protocol.array("problems.json").getValuesAs(JsonObject.class))
        .extracting(problem -> problem.getString("code"))
        .doesNotHaveDuplicates()
        .contains(
            "invalid_payload",
            "invalid_message_type",
            "permission_denied",
            "not_available",
            "forged_identity",
            "message_too_large",
            "insufficient_role",
            "invalid_parameter");
  }

  private Reading read(MessageType type, JsonObject payload) {
    var envelope =
        Json.createObjectBuilder().add("type", type.wireName()).add("payload", payload).build();
    return codec.read(envelope.toString(), JsonMessageCodecTest.ADA).get(0);
  }

  private static JsonObject padded(JsonObject example) {
    var payload = example.getJsonObject("payload");
    int length = example.getInt("pad_to", 0);
    if (length == 0) {
      return payload;
    }
    var field = example.getString("field");
    var value = payload.getString(field);
    return Json.createObjectBuilder(payload).add(field, value.repeat(length)).build();
  }

  private static List<JsonObject> examples(MessageType type, String kind) {
    var examples = Protocol.message(type).getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT);
    return examples
        .asJsonObject()
        .getOrDefault(kind, JsonValue.EMPTY_JSON_ARRAY)
        .asJsonArray()
        .getValuesAs(JsonObject.class);
  }

  private static JsonObject parse(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
