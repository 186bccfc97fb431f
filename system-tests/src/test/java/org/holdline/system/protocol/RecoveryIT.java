package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each resume leaves evidence that its owner and administrators can read. */
@OnStage
class RecoveryIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;

  RecoveryIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
  }

  @AfterEach
  void end() {
    ada.close();
  }

  private long say(String text) {
    return ada.awaitAck(ada.say(text)).getJsonNumber("sequence").longValue();
  }

  private RoomSocket resume(RoomSocket before, long lastSequence) {
    return doors.enter(
        room,
        stage.token("alan"),
        Map.of(
            "client_id", before.clientId(),
            "resume_token", before.resumeToken(),
            "epoch", before.epoch(),
            "last_sequence", lastSequence));
  }

  private JsonObject lastRecovery(int generation) {
    return await()
        .atMost(RoomSocket.LIMIT)
        .until(
            () ->
                Doors.body(
                        doors.get(
                            "/webrtc/rooms/" + room + "/reconnection-state", stage.token("alan")),
                        200)
                    .getJsonObject("state")
                    .getOrDefault("last_recovery", JsonObject.EMPTY_JSON_OBJECT)
                    .asJsonObject(),
            found -> found.getInt("generation", 0) == generation);
  }

  private List<JsonObject> recoveries(String query) {
    var answer = doors.get("/webrtc/recoveries" + query, stage.token("ada"));
    return Json.objects(Doors.body(answer, 200).getJsonArray("recoveries"));
  }

  @Test
  void aResumeAfterALostLineIsOnRecord() {
    var before = Figures.of(doors, stage.token("ada"));
    try (var alan = doors.enter(room, stage.token("alan"))) {
      long start = alan.joined().getJsonNumber("sequence").longValue();
      alan.cut();
      say("one");
      long top = say("two");
      try (var again = resume(alan, start)) {
        again.settle(top);
        var record = lastRecovery(2);
        assertThat(record.getString("session_id")).isEqualTo(alan.sessionId());
        assertThat(record.getString("cause")).isIn("line-lost", "superseded");
        assertThat(record.getString("outcome")).isEqualTo("complete");
        assertThat(record.getJsonObject("asked").getInt("sequence")).isEqualTo((int) start);
        assertThat(record.getInt("from_sequence")).isEqualTo((int) start);
        assertThat(record.getInt("to_sequence")).isGreaterThanOrEqualTo((int) top);
        assertThat(record.getInt("replayed")).isGreaterThanOrEqualTo(2);
        assertThat(record.getInt("took_ms")).isNotNegative();
        assertThat(record.getInt("away_ms")).isNotNegative();
        assertThat(record).doesNotContainKeys("node", "user_id", "missing");
        var listed = recoveries("?room_id=" + room);
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().getString("room_id")).isEqualTo(room);
        assertThat(listed.getFirst().getString("user_id")).isEqualTo(alan.userId());
        assertThat(listed.getFirst().getString("node")).isNotEmpty();
        var counted =
            "holdline_recoveries_total{cause=\"%s\",outcome=\"complete\"}"
                .formatted(record.getString("cause"));
        assertThat(Figures.of(doors, stage.token("ada")).since(before, counted)).isPositive();
      }
    }
  }

  @Test
  void aGapIsOnRecordWithItsReason() {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      alan.cut();
      try (var again = resume(alan, 1_000_000)) {
        assertThat(again.await("reconnection-detected").getBoolean("truncated")).isTrue();
        var record = lastRecovery(2);
        assertThat(record.getString("outcome")).isEqualTo("unknown-position");
        assertThat(record.getJsonObject("asked").getInt("sequence")).isEqualTo(1_000_000);
      }
    }
  }

  @Test
  void aConnectionThatIsTakenOverIsOnRecordAsSuperseded() {
    try (var alan = doors.enter(room, stage.token("alan"));
        var again = resume(alan, alan.sequence())) {
      assertThat(alan.awaitClose()).isEqualTo(4001);
      assertThat(again.isOpen()).isTrue();
      assertThat(lastRecovery(2).getString("cause")).isEqualTo("superseded");
    }
  }

  @Test
  void whoFallsSilentIsOnRecordAsSilent() {
    try (var alan = doors.enter(room, stage.token("alan"), Map.of("background", false))) {
      assertThat(alan.awaitClose()).isEqualTo(4408);
      ada.awaitEnvelope(each ->
          each.getString("type").equals("participant-update")
              && each.toString().contains("suspended"));
      try (var again = resume(alan, alan.sequence())) {
        assertThat(again.isOpen()).isTrue();
        assertThat(lastRecovery(2).getString("cause")).isEqualTo("silent");
      }
    }
  }

  @Test
  void onlyAdministratorsReadThoseOfOthers() {
    assertThat(doors.getOpenly("/webrtc/recoveries").statusCode()).isEqualTo(401);
    for (var user : List.of("alan", "grace")) {
      var refused = Doors.body(doors.get("/webrtc/recoveries", stage.token(user)), 403);
      assertThat(refused.getString("code")).isEqualTo("insufficient_role");
    }
    assertThat(doors.get("/webrtc/recoveries?limit=0", stage.token("ada")).statusCode())
        .isEqualTo(422);
    assertThat(doors.get("/webrtc/recoveries?room_id=~x", stage.token("ada")).statusCode())
        .isEqualTo(400);
    assertThat(recoveries("?limit=1")).hasSizeLessThanOrEqualTo(1);
  }
}
