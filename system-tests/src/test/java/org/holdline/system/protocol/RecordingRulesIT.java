package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have a room recorded, what everybody is told, and what becomes of it without media. */
@OnStage
class RecordingRulesIT extends RecordingScene {
  RecordingRulesIT(Stage stage) {
    super(stage);
  }

  @Test
  void everybodyIsToldByWhomAndSeesTheRecorderAlsoWhoeverComesLater() {
    var state = Doors.body(start(ada, "format", "mkv", "quality", "low"), 200);
    assertThat(state.getString("status")).isEqualTo("pending");
    assertThat(state.getJsonObject("quality_settings").getString("resolution"))
        .isEqualTo("854x480");
    for (var each : List.of(host, participant)) {
      var told = each.await("recording-started");
      assertThat(told.getString("user_id")).isEqualTo(host.userId());
      assertThat(told.getString("format")).isEqualTo("mkv");
      var recorder =
          each.awaitEnvelope(said ->
                  said.getString("type").equals("user-joined")
                      && said.getJsonObject("payload")
                          .getJsonObject("participant")
                          .containsKey("kind"))
              .getJsonObject("payload")
              .getJsonObject("participant");
      assertThat(recorder.getString("kind")).isEqualTo("recorder");
    }
    try (var late = doors.enter(room, stage.token("grace"))) {
      var seen = late.await("room-state");
      assertThat(seen.getInt("participant_count")).isEqualTo(3);
      assertThat(seen.getJsonArray("participants")).hasSize(4);
      assertThat(seen.getJsonObject("recording").getString("recording_id"))
          .isEqualTo(state.getString("recording_id"));
    }
    done("POST", inRoom(state.getString("recording_id"), "/stop"), ada);
    participant.await("recording-stopped");
    participant.awaitEnvelope(said ->
        said.getString("type").equals("user-left")
            && said.getJsonObject("payload").getString("user_id").startsWith("recorder:"));
  }

  @Test
  void whatNobodySentAnythingForFailsAndSaysSo() {
    var id = started();
    done("POST", "/recordings/" + id + "/stop", ada);
    var state = awaitStatus(id, "failed");
    assertThat(state.getString("error")).isEqualTo("no_media");
    assertThat(state.getString("stop_reason")).isEqualTo("asked");
    host.await("recording-failed");
    assertThat(done("DELETE", "/recordings/" + id, ada).getBoolean("success")).isTrue();
    refused(send("GET", "/recordings/" + id + "/status", ada), 404, "recording_not_found");
  }

  @Test
  void ofTwentyStartsAtOnceOneWinsAndNoPlaceIsLost() {
    for (int round = 0; round < 3; round++) {
      var answers =
          IntStream.range(0, 20)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(ada)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).filteredOn(each -> each.statusCode() == 200).hasSize(1);
      assertThat(answers)
          .filteredOn(each -> each.statusCode() != 200)
          .allSatisfy(each -> refused(each, 409, "recording_already_active"));
      var id = answeredId(answers.stream().filter(each -> each.statusCode() == 200).findFirst());
      done("DELETE", inRoom(id, ""), ada);
    }
    assertThat(Json.objects(list(ada).getJsonArray("recordings")))
        .hasSize(3)
        .extracting(each -> each.getString("status"))
        .containsOnly("cancelled");
  }

  private static String answeredId(java.util.Optional<java.net.http.HttpResponse<String>> answer) {
    return Json.object(answer.orElseThrow().body()).getString("recording_id");
  }

  @ParameterizedTest
  @CsvSource({"format,avi", "quality,best", "layout,grid", "recording_format,WEBM"})
  void whatThereIsNotIsRefusedBeforeAnythingBegins(String field, String value) {
    refused(start(ada, field, value), 422, "invalid_parameter");
    var query = "/rooms/" + room + "/recording/start?" + field + "=" + value;
    refused(send("POST", query, ada), 422, "invalid_parameter");
    assertThat(list(ada).getInt("count")).isZero();
  }

  @Test
  void whoMayNotAndWhereItIsOffNobodyRecords() {
    var answer = Doors.body(start(alan), 403);
    assertThat(answer.getString("code")).isEqualTo("recording_not_allowed");
    assertThat(answer.getJsonObject("details").getString("permission")).isEqualTo("can_record");
    var settings = "/webrtc/rooms/" + room + "/settings";
    Doors.body(doors.post(settings, ada, "{\"enable_recording\": false}"), 200);
    refused(start(ada), 403, "recording_not_allowed");
    refused(start(stage.token("grace")), 403, "user_not_in_room");
  }

  @Test
  void whoHasNothingToDoWithItDoesNotKnowOfItAndWhoIsBelowDoesNotStopIt() {
    var id = started();
    var grace = stage.token("grace");
    for (var what : List.of("/stop", "/pause", "/resume")) {
      refused(send("POST", inRoom(id, what), grace), 404, "recording_not_found");
      refused(send("POST", inRoom(id, what), alan), 403, "insufficient_role");
    }
    refused(send("DELETE", inRoom(id, ""), grace), 404, "recording_not_found");
    refused(send("GET", inRoom(id, "/status"), grace), 404, "recording_not_found");
    refused(
        send("GET", "/rooms/" + Doors.newRoom() + "/recording/" + id + "/status", ada),
        404,
        "recording_not_found");
    assertThat(done("GET", inRoom(id, "/status"), alan).getString("recording_id")).isEqualTo(id);
    assertThat(list(grace).getInt("count")).isZero();
    assertThat(ids(done("GET", "/recordings?status=pending", ada))).contains(id);
  }

  @Test
  void aModeratorMayEndItTooWhichIsSaidAndOnRecord() {
    var id = started();
    var role = "/webrtc/rooms/" + room + "/roles/" + participant.userId();
    Doors.body(doors.post(role, ada, "{\"role\": \"moderator\"}"), 200);
    var state = done("POST", inRoom(id, "/stop"), alan);
    assertThat(state.getString("changed_by")).isEqualTo(participant.userId());
    assertThat(host.await("recording-stopped").getString("changed_by"))
        .isEqualTo(participant.userId());
    host.awaitEnvelope(said ->
        said.getString("type").equals("recording-control")
            && said.getJsonObject("payload").getString("action").equals("stop")
            && said.getJsonObject("payload").getString("user_id").equals(participant.userId()));
    awaitStatus(id, "failed");
    done("DELETE", "/recordings/" + id, alan);
    await()
        .atMost(RoomSocket.LIMIT)
        .untilAsserted(() ->
            assertThat(actions())
                .contains("recording-deleted", "recording-stopped", "recording-started"));
  }

  private List<String> actions() {
    var record = done("GET", "/rooms/" + room + "/audit", ada);
    return Json.objects(record.getJsonArray("events")).stream()
        .map(each -> each.getString("action"))
        .toList();
  }

  private static List<String> ids(JsonObject several) {
    return Json.objects(several.getJsonArray("recordings")).stream()
        .map(each -> each.getString("recording_id"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stop", "/pause", "/resume"})
  void whatIsOverIsOver(String what) {
    var id = started();
    refused(send("POST", inRoom(id, "/pause"), ada), 409, "invalid_recording_state");
    refused(send("DELETE", "/recordings/" + id, ada), 409, "invalid_recording_state");
    done("DELETE", inRoom(id, ""), ada);
    refused(send("POST", inRoom(id, what), ada), 409, "invalid_recording_state");
    refused(send("DELETE", inRoom(id, ""), ada), 409, "invalid_recording_state");
    assertThat(done("GET", "/recordings/" + id + "/files", ada).getInt("count")).isZero();
    refused(send("GET", "/recordings/" + id + "/files/x.webm", ada), 404, "file_not_found");
    refused(send("GET", "/recording-links/nothing", ada), 404, "file_not_found");
  }

  @Test
  void whoStartedItMayGoAndTheRecordingGoesOnUntilNobodyIsThere() {
    var id = started();
    host.send("leave", Json.of());
    host.awaitClose();
    assertThat(done("GET", "/recordings/" + id + "/status", ada).getString("status"))
        .isEqualTo("pending");
    participant.send("leave", Json.of());
    participant.awaitClose();
    assertThat(awaitStatus(id, "failed").getString("stop_reason")).isEqualTo("room_empty");
  }
}
