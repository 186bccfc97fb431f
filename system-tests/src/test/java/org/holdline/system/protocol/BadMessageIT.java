package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.MessageTypes;
import org.holdline.system.wire.MessageTypes.Declared;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a bad message gets: an error that names it, while the socket and the room go on as if it had
 * not come.
 */
@OnStage
class BadMessageIT {
  private static final int FRAME_MAX = 64 * 1024;

  private final String room = Doors.newRoom();
  private final RoomSocket ada;
  private final RoomSocket alan;

  BadMessageIT(Stage stage) {
    var doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
  }

  @BeforeEach
  void bothAreIn() {
    ada.await("user-joined");
  }

  /** Whatever was refused: the socket is open, and the other has heard of nothing but this. */
  @AfterEach
  void theRoomGoesOn() {
    var id = alan.say("still here");
    var position = alan.awaitAck(id).getJsonNumber("sequence").longValue();
    ada.settle(position);
    assertThat(ada.said()).containsExactly("still here");
    assertThat(ada.received("offer")).isEmpty();
    assertThat(ada.received("media-control")).isEmpty();
    assertThat(ada.received("user-left")).isEmpty();
    ada.close();
    alan.close();
  }

  private JsonObject refusal(String type, JsonObject payload) {
    return alan.awaitError(alan.send(type, payload));
  }

  private static Stream<Declared> available() {
    return MessageTypes.all().stream().filter(type -> type.isForClients() && type.isAvailable());
  }

  @ParameterizedTest
  @MethodSource("available")
  void aPayloadThatIsNotOfItsFormIsRefusedWithItsField(Declared type) {
    for (var example : type.invalid()) {
      var error = refusal(type.type(), padded(example));
      assertThat(error.getString("code"))
          .as("%s %s", type, example.getString("why"))
          .isEqualTo(example.getString("code"));
      assertThat(error.getJsonObject("details").getString("field"))
          .isEqualTo(example.getString("field"));
    }
  }

  private static JsonObject padded(JsonObject example) {
    var payload = example.getJsonObject("payload");
    if (!example.containsKey("pad_to")) {
      return payload;
    }
    var field = example.getString("field");
    var value = payload.getString(field).repeat(example.getInt("pad_to"));
    return Json.with(payload, field, value.substring(0, example.getInt("pad_to")));
  }

  private static Stream<List<Declared>> serversOwn() {
    return portions(MessageTypes.all().stream().filter(type -> !type.isForClients()).toList());
  }

  private static Stream<List<Declared>> notBuilt() {
    return portions(
        MessageTypes.all().stream()
            .filter(type -> type.isForClients() && !type.isAvailable())
            .toList());
  }

  /** Twenty bad messages within ten seconds are abuse. */
  private static Stream<List<Declared>> portions(List<Declared> all) {
    return Stream.iterate(0, from -> from < all.size(), from -> from + 15)
        .map(from -> all.subList(from, Math.min(all.size(), from + 15)));
  }

  @ParameterizedTest
  @MethodSource("serversOwn")
  void whatOnlyTheServerSaysIsRefused(List<Declared> types) {
    for (var type : types) {
      var error = refusal(type.type(), Json.of());
      assertThat(error.getString("code")).as(type.type()).isEqualTo("permission_denied");
      assertThat(error.getJsonObject("details").getString("reason")).isEqualTo("server-only");
    }
  }

  @ParameterizedTest
  @MethodSource("notBuilt")
  void whatIsDeclaredButNotBuiltIsRefused(List<Declared> types) {
    for (var type : types) {
      assertThat(refusal(type.type(), Json.of()).getString("code"))
          .as(type.type())
          .isEqualTo("not_available");
    }
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertThat(refusal("no-such-type", Json.of()).getString("code"))
        .isEqualTo("invalid_message_type");
  }

  @Test
  void whatIsNotJsonIsRefusedAndNothingOfItsFrameIsAccepted() {
    var good =
        "{\"type\": \"chat-message\", \"id\": \"x1\", \"payload\": {\"content\": \"unheard\"}}";
    for (var frame : List.of("hello", "", "{", "[" + good + ",", "7", "[[" + good + "]]")) {
      alan.sendFrame(frame);
    }
    org.awaitility.Awaitility.await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> alan.received("error").size() >= 6);
    assertThat(codes()).containsOnly("invalid_payload");
    assertThat(alan.received("error")).noneMatch(each -> payload(each).containsKey("id"));
  }

  @Test
  void oneBadEnvelopeOfAFrameSpoilsNoOther() {
    alan.sendFrame(
        """
        [{"type": "nonsense", "id": "b1"},
         {"type": "chat-message", "id": "b2", "payload": {"content": ""}},
         {"type": "ping", "id": "g1"}]\
        """);
    assertThat(alan.awaitError("b1").getString("code")).isEqualTo("invalid_message_type");
    assertThat(alan.awaitError("b2").getString("code")).isEqualTo("invalid_payload");
    assertThat(alan.await("pong").getString("id")).isEqualTo("g1");
  }

  @Test
  void aFrameOfMoreThan64KiBIsRefused() {
    alan.sendFrame(
        Json.of("type", "chat-message", "id", "big", "filler", "x".repeat(FRAME_MAX)).toString());
    assertThat(alan.await("error").getString("code")).isEqualTo("message_too_large");
  }

  @Test
  void aForgedIdentityIsRefusedWhereverItStands() {
    for (var field : List.of("room_id", "sender_id", "sender_session_id", "sender_name")) {
      var id = "forged-" + field;
      alan.sendFrame(
          Json.of(
                  "type",
                  "chat-message",
                  "id",
                  id,
                  field,
                  "forged",
                  "payload",
                  Json.of("content", "unheard"))
              .toString());
      assertThat(alan.awaitError(id).getString("code")).as(field).isEqualTo("forged_identity");
    }
    for (var field : List.of("user_id", "session_id", "username", "sender_id", "room_id")) {
      var error = refusal("chat-message", Json.of("content", "unheard", field, ada.userId()));
      assertThat(error.getString("code")).as(field).isEqualTo("forged_identity");
    }
  }

  @ParameterizedTest
  @MethodSource("available")
  void aForgedIdentityIsRefusedWhateverItSays(Declared type) {
    alan.sendFrame(
        Json.of(
                "type",
                type.type(),
                "id",
                "forged",
                "sender_id",
                ada.userId(),
                "payload",
                Json.of())
            .toString());
    assertThat(alan.awaitError("forged").getString("code")).isEqualTo("forged_identity");
    var inside = refusal(type.type(), Json.of("user_id", ada.userId()));
    assertThat(inside.getString("code")).isEqualTo("forged_identity");
  }

  @Test
  void whoIsNotInTheRoomCannotBeAddressed() {
    for (var target :
        List.of(
            Json.of("target_user_id", "nobody"),
            Json.of("target_session_id", "s_nobody"),
            Json.of("target_user_id", ada.userId(), "target_session_id", alan.sessionId()))) {
      var offer = Json.with(Json.with(target, "sdp", "v=0"), "type", "offer");
      assertThat(refusal("offer", offer).getString("code")).isEqualTo("user_not_found");
      var candidate = Json.with(target, "candidate", "c");
      assertThat(refusal("ice-candidate", candidate).getString("code")).isEqualTo("user_not_found");
    }
  }

  @Test
  void aParticipantCannotMuteAnother() {
    var error =
        refusal(
            "media-control",
            Json.of("action", "mute", "media_type", "audio", "target_user_id", ada.userId()));
    assertThat(error.getString("code")).isEqualTo("permission_denied");
    assertThat(error.getJsonObject("details").getString("permission"))
        .isEqualTo("can_manage_participants");
  }

  private List<String> codes() {
    return alan.received("error").stream().map(each -> payload(each).getString("code")).toList();
  }

  private static JsonObject payload(JsonObject envelope) {
    return envelope.getJsonObject("payload");
  }
}
