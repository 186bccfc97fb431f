package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For every message type that is built: who is meant hears exactly it, and nobody else hears
 * anything, live and in replay. Ada says it; Alan has two devices; Barbara is the third.
 */
@OnStage
class AudienceIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;
  private final RoomSocket adaElsewhere;
  private RoomSocket alan;
  private RoomSocket alanElsewhere;
  private RoomSocket barbara;

  AudienceIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
    adaElsewhere = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
    alanElsewhere = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    List.of(ada, adaElsewhere, alan, alanElsewhere, barbara).forEach(RoomSocket::close);
  }

  /** What Ada may say, and who is meant besides the sender of the {@code ack}. */
  enum Said {
    CHAT("chat-message", "ada2 alan1 alan2 barbara"),
    MUTED_HERSELF("media-control", "ada2 alan1 alan2 barbara"),
    MUTED_ALAN("media-control", "alan1 alan2"),
    OFFER_TO_ALL("offer", "ada2 alan1 alan2 barbara"),
    OFFER_TO_ALAN("offer", "alan1 alan2"),
    OFFER_TO_ONE_DEVICE("offer", "alan2"),
    ANSWER_TO_ALAN("answer", "alan1 alan2"),
    ANSWER_TO_ONE_DEVICE("answer", "alan2"),
    CANDIDATE_TO_ALAN("ice-candidate", "alan1 alan2"),
    CANDIDATE_TO_ONE_DEVICE("ice-candidate", "alan2");

    private final String type;
    private final String audience;

    Said(String type, String audience) {
      this.type = type;
      this.audience = audience;
    }
  }

  private JsonObject payload(Said said) {
    var plain =
        switch (said.type) {
          case "chat-message" -> Json.of("content", "for you <b>&amp;</b> \u00e4\ud83d\ude00");
          case "media-control" -> Json.of("action", "mute", "media_type", "audio");
          case "ice-candidate" ->
              Json.of("candidate", "candidate:1 1 udp 1 192.0.2.1 9 typ host", "sdp_mid", "0");
          default -> Json.of("sdp", "v=0\r\n", "type", said.type);
        };
    return switch (said) {
      case CHAT, MUTED_HERSELF, OFFER_TO_ALL -> plain;
      case OFFER_TO_ONE_DEVICE, ANSWER_TO_ONE_DEVICE, CANDIDATE_TO_ONE_DEVICE ->
          Json.with(
              Json.with(plain, "target_user_id", alan.userId()),
              "target_session_id",
              alanElsewhere.sessionId());
      default -> Json.with(plain, "target_user_id", alan.userId());
    };
  }

  @ParameterizedTest
  @EnumSource
  void liveOnlyWhoIsMeantHearsIt(Said said) {
    var payload = payload(said);
    long position = position(ada.send(said.type, payload));
    var everybody = everybody();
    everybody.values().forEach(socket -> socket.settle(position));
    heardBy(everybody, said, payload, position);
    assertThat(ada.received(said.type)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void inReplayOnlyWhoIsMeantHearsIt(Said said) {
    var away = List.of(alan, alanElsewhere, barbara);
    away.forEach(RoomSocket::cut);
    away.forEach(
        socket -> ada.awaitEnvelope(each -> isUpdate(each, socket.sessionId(), "suspended")));
    var payload = payload(said);
    long position = position(ada.send(said.type, payload));
    alan = back(alan, "alan");
    alanElsewhere = back(alanElsewhere, "alan");
    barbara = back(barbara, "barbara");
    var everybody = everybody();
    everybody.values().forEach(socket -> socket.settle(position));
    heardBy(everybody, said, payload, position);
    for (var socket : List.of(alan, alanElsewhere, barbara)) {
      assertThat(socket.await("reconnection-detected").getBoolean("truncated")).isFalse();
    }
  }

  private RoomSocket back(RoomSocket before, String user) {
    var after =
        doors.enter(
            room,
            stage.token(user),
            Map.of(
                "resume_token", before.resumeToken(),
                "epoch", before.epoch(),
                "last_sequence", before.sequence()));
    assertThat(after.joined().getBoolean("resumed")).isTrue();
    assertThat(after.sessionId()).isEqualTo(before.sessionId());
    return after;
  }

  private static boolean isUpdate(JsonObject envelope, String session, String state) {
    if (!envelope.getString("type").equals("participant-update")) {
      return false;
    }
    var participant = envelope.getJsonObject("payload").getJsonObject("participant");
    return participant.getString("session_id").equals(session)
        && participant.getString("connection_state").equals(state);
  }

  private long position(String id) {
    return ada.awaitAck(id).getJsonNumber("sequence").longValue();
  }

  private Map<String, RoomSocket> everybody() {
    return Map.of("ada2", adaElsewhere, "alan1", alan, "alan2", alanElsewhere, "barbara", barbara);
  }

  private void heardBy(
      Map<String, RoomSocket> everybody, Said said, JsonObject payload, long position) {
    var heard = new TreeSet<String>();
    everybody.forEach((name, socket) -> {
      var messages = socket.received(said.type);
      if (!messages.isEmpty()) {
        heard.add(name);
        assertThat(messages).hasSize(1);
        isExactly(messages.getFirst(), payload, position);
      }
    });
    assertThat(heard).isEqualTo(new TreeSet<>(List.of(said.audience.split(" ", -1))));
  }

  private void isExactly(JsonObject envelope, JsonObject payload, long position) {
    assertThat(envelope.getJsonObject("payload").entrySet()).containsAll(payload.entrySet());
    assertThat(envelope.getString("sender_id")).isEqualTo(ada.userId());
    assertThat(envelope.getString("sender_session_id")).isEqualTo(ada.sessionId());
    assertThat(envelope.getString("sender_name")).isEqualTo("Ada Lovelace");
    assertThat(envelope.getString("room_id")).isEqualTo(room);
    assertThat(envelope.getString("epoch")).isEqualTo(ada.epoch());
    assertThat(envelope.getJsonNumber("seq").longValue()).isEqualTo(position);
    assertThat(envelope).containsKey("timestamp").doesNotContainKey("id");
  }
}
