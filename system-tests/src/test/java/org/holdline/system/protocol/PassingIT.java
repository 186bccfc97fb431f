package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in passing reaches whoever is there, and nobody later. */
@OnStage
class PassingIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;
  private final RoomSocket adaElsewhere;
  private final RoomSocket alan;
  private final RoomSocket barbara;

  PassingIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
    adaElsewhere = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    List.of(ada, adaElsewhere, alan, barbara).forEach(RoomSocket::close);
  }

  private static JsonObject payload(String type) {
    return switch (type) {
      case "reaction" -> Json.of("reaction_type", "celebrate");
      case "typing-indicator" -> Json.of("is_typing", true);
      case "virtual-background-update" -> Json.of("background_type", "blur", "blur_intensity", 50);
      default -> Json.of("video_resolution", "480p", "video_bitrate", 400);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"reaction", "typing-indicator", "virtual-background-update", "quality-update"})
  void everybodyElseHearsItFromTheServerWhoSaidIt(String type) {
    ada.send(type, payload(type));
    for (var each : List.of(alan, barbara, adaElsewhere)) {
      var heard = each.awaitEnvelope(any -> any.getString("type").equals(type));
      assertThat(heard.getString("sender_id")).isEqualTo(ada.userId());
      assertThat(heard).doesNotContainKey("seq").doesNotContainKey("epoch");
      assertThat(heard.getJsonObject("payload").entrySet()).containsAll(payload(type).entrySet());
      assertThat(heard.getJsonObject("payload").getString("user_id")).isEqualTo(ada.userId());
      assertThat(heard.getJsonObject("payload").getString("session_id")).isEqualTo(ada.sessionId());
    }
    ada.settle(0);
    assertThat(ada.received(type)).isEmpty();
    assertThat(ada.received("ack")).isEmpty();
  }

  @Test
  void whoComesBackIsNotToldIt() {
    alan.cut();
    barbara.await("participant-update");
    ada.send("reaction", payload("reaction"));
    barbara.await("reaction");
    var position = ada.awaitAck(ada.say("still here")).getJsonNumber("sequence").longValue();
    var back =
        doors.enter(
            room,
            stage.token("alan"),
            Map.of(
                "resume_token", alan.resumeToken(),
                "epoch", alan.epoch(),
                "last_sequence", alan.sequence()));
    back.settle(position);
    assertThat(back.said()).containsExactly("still here");
    assertThat(back.received("reaction")).isEmpty();
    back.close();
  }

  @Test
  void typingToOneIsHeardByHimAlone() {
    var payload = Json.with(payload("typing-indicator"), "target_user_id", alan.userId());
    ada.send("typing-indicator", payload);
    alan.await("typing-indicator");
    var position = ada.awaitAck(ada.say("done")).getJsonNumber("sequence").longValue();
    barbara.settle(position);
    assertThat(barbara.received("typing-indicator")).isEmpty();
    var nobody = Json.with(payload("typing-indicator"), "target_user_id", "nobody");
    assertThat(ada.awaitError(ada.send("typing-indicator", nobody)).getString("code"))
        .isEqualTo("user_not_found");
  }

  @Test
  void nobodyPassesSomethingOnInAnothersName() {
    var forged = Json.with(payload("virtual-background-update"), "user_id", alan.userId());
    assertThat(ada.awaitError(ada.send("virtual-background-update", forged)).getString("code"))
        .isEqualTo("forged_identity");
  }

  @Test
  void theServerAdvisesWhatToSendAndShowsTheRoomHowGoodTheConnectionIs() {
    ada.send("network-stats", Json.of("latency", 400, "packet_loss", 7, "jitter", 60));
    var advice = ada.await("quality-update");
    assertThat(advice.getString("video_resolution")).isEqualTo("360p");
    assertThat(advice.getString("reason")).isEqualTo("poor");
    assertThat(advice).doesNotContainKey("user_id");
    alan.awaitEnvelope(each ->
        each.getString("type").equals("participant-update")
            && each.getJsonObject("payload")
                .getJsonObject("participant")
                .getString("connection_quality")
                .equals("poor"));
    assertThat(alan.received("quality-update")).isEmpty();
    assertThat(alan.received("network-stats")).isEmpty();
  }
}
