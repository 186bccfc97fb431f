package org.holdline.system.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The eight cases of the old system's own test of recordings, over HTTP, as its clients ask: how in
 * the query, no body, and the room in the path. What the old ones left open is asserted too.
 */
@OnStage
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
class RecordingReferenceIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Stage stage;
  private final Doors doors;
  private final Person ada;
  private final String room = Doors.newRoom();

  RecordingReferenceIT(Stage stage, Browser browser) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
  }

  @BeforeAll
  void enter() {
    ada.enter(room);
  }

  @AfterEach
  void cancelAll() {
    for (var status : List.of("pending", "recording", "paused")) {
      for (var each : listed("/recordings?status=" + status)) {
        done("POST", "/recordings/" + each.getString("recording_id") + "/cancel");
      }
    }
  }

  @AfterAll
  void end() {
    ada.close();
  }

  private HttpResponse<String> send(String verb, String path) {
    return doors.send(verb, "/webrtc" + path, stage.token("ada"), "");
  }

  private JsonObject done(String verb, String path) {
    return Doors.body(send(verb, path), 200);
  }

  private List<JsonObject> listed(String path) {
    var found = done("GET", path);
    var all = Json.objects(found.getJsonArray("recordings"));
    assertThat(found.getInt("count")).isEqualTo(all.size());
    return all;
  }

  private String start(String how) {
    return done("POST", "/rooms/" + room + "/recording/start" + how).getString("recording_id");
  }

  private String inRoom(String id, String what) {
    return "/rooms/" + room + "/recording/" + id + what;
  }

  private JsonObject awaitStatus(String id, String status) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> done("GET", inRoom(id, "/status")),
            state -> state.getString("status").equals(status));
  }

  private static Instant at(JsonObject state, String field) {
    return Instant.parse(state.getString(field));
  }

  @Test
  void startRecording() {
    var id = start("?recording_format=webm&quality=medium");
    var state = awaitStatus(id, "recording");
    assertThat(state.getString("room_id")).isEqualTo(room);
    assertThat(state.getString("user_id")).isNotEmpty();
    assertThat(state.getString("format")).isEqualTo("webm");
    assertThat(state.getString("quality")).isEqualTo("medium");
    var settings = state.getJsonObject("quality_settings");
    assertThat(settings.getString("resolution")).isEqualTo("1280x720");
    assertThat(settings.getInt("video_bitrate")).isEqualTo(2_500_000);
    assertThat(settings.getInt("audio_bitrate")).isEqualTo(128_000);
    assertThat(settings.getInt("fps")).isEqualTo(30);
    assertThat(at(state, "started_at")).isAfterOrEqualTo(at(state, "created_at"));
    assertThat(state.get("local_path")).as("no path of a server").isEqualTo(JsonValue.NULL);
    assertThat(state.get("s3_key")).as("before there is a file").isEqualTo(JsonValue.NULL);
  }

  @Test
  void stopRecording() {
    var id = start("?quality=low");
    awaitStatus(id, "recording");
    await()
        .atMost(LIMIT)
        .until(
            () -> done("GET", inRoom(id, "/status")).getJsonNumber("duration_seconds"),
            seconds -> seconds.doubleValue() > 1);
    var state = done("POST", inRoom(id, "/stop"));
    assertThat(state.getString("status")).isEqualTo("processing");
    assertThat(at(state, "stopped_at")).isAfter(at(state, "started_at"));
    assertThat(state.getJsonNumber("duration_seconds").doubleValue()).isGreaterThan(1);
    assertThat(state.getString("changed_by")).isEqualTo(state.getString("user_id"));
    var done = awaitStatus(id, "completed");
    assertThat(done.getString("storage_backend")).isEqualTo("s3");
    assertThat(done.getString("s3_key")).startsWith("recordings/").endsWith("/files/1");
    assertThat(done.getString("file_name")).isEqualTo("recording.webm");
    assertThat(done.getInt("file_size_bytes")).isPositive();
    assertThat(done.containsKey("changed_by")).as("the server did that").isFalse();
  }

  @Test
  void pauseAndResumeRecording() {
    try (var alan = doors.enter(room, stage.token("alan"))) {
      var id = start("?quality=low");
      awaitStatus(id, "recording");
      var paused = done("POST", inRoom(id, "/pause"));
      assertThat(paused.getString("status")).isEqualTo("paused");
      assertThat(paused.containsKey("paused_at")).isTrue();
      var resumed = done("POST", inRoom(id, "/resume"));
      assertThat(resumed.getString("status")).isEqualTo("recording");
      assertThat(at(resumed, "resumed_at")).isAfterOrEqualTo(at(paused, "paused_at"));
      hears(alan, id, "start", "pause", "resume");
      assertThat(alan.await("recording-paused").getString("changed_by_name"))
          .isEqualTo("Ada Lovelace");
    }
  }

  /** What clients of the old system listen to. */
  private static void hears(RoomSocket who, String id, String... actions) {
    for (var action : actions) {
      var heard =
          who.awaitEnvelope(said ->
                  said.getString("type").equals("recording-control")
                      && said.getJsonObject("payload").getString("action").equals(action))
              .getJsonObject("payload");
      assertThat(heard.getString("recording_id")).isEqualTo(id);
      assertThat(heard.containsKey("user_id")).isTrue();
      assertThat(heard.getString("format")).isEqualTo("webm");
      assertThat(heard.getBoolean("include_audio")).isTrue();
    }
  }

  @Test
  void cancelRecording() {
    var id = start("?quality=low");
    awaitStatus(id, "recording");
    assertThat(done("DELETE", inRoom(id, "")).getString("status")).isEqualTo("cancelled");
    assertThat(done("GET", "/recordings/" + id + "/files").getInt("count")).isZero();
    assertThat(send("POST", inRoom(id, "/stop")).statusCode()).isEqualTo(409);
    assertThat(send("DELETE", inRoom(id, "")).statusCode()).isEqualTo(409);
  }

  @Test
  void recordingStatus() {
    var id = start("?quality=low");
    var state = awaitStatus(id, "recording");
    assertThat(done("GET", "/recordings/" + id + "/status").getString("recording_id"))
        .isEqualTo(state.getString("recording_id"));
    var nobody = "/rooms/" + room + "/recording/6f1c2c1e-0b0a-4d5e-9a55-0c1f6f4f2a11/status";
    assertThat(send("GET", nobody).statusCode()).isEqualTo(404);
  }

  @Test
  void recordingLimit() {
    var rooms = new ArrayList<String>();
    var sockets = new ArrayList<RoomSocket>();
    var started = new ArrayList<String>();
    try {
      HttpResponse<String> answer;
      do {
        rooms.add(Doors.newRoom());
        sockets.add(doors.enter(rooms.getLast(), stage.token("ada")));
        answer = startIn(rooms.getLast());
        if (answer.statusCode() == 200) {
          started.add(Doors.body(answer, 200).getString("recording_id"));
        }
      } while (answer.statusCode() == 200 && started.size() <= 10);
      assertThat(started).isNotEmpty();
      assertThat(Doors.body(answer, 503).getString("code")).isEqualTo("recording_capacity");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      done("POST", "/recordings/" + started.getFirst() + "/cancel");
      await().atMost(LIMIT).until(() -> startIn(rooms.getLast()).statusCode() == 200);
    } finally {
      cancelAll();
      sockets.forEach(RoomSocket::close);
    }
  }

  private HttpResponse<String> startIn(String other) {
    return send("POST", "/rooms/" + other + "/recording/start?quality=low");
  }

  @Test
  void recordingsOfARoom() {
    var before = listed("/rooms/" + room + "/recordings").size();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      var id = start("?quality=low");
      ids.addFirst(id);
      var second = send("POST", "/rooms/" + room + "/recording/start");
      assertThat(second.statusCode()).as("one at a time").isEqualTo(409);
      done("DELETE", inRoom(id, ""));
    }
    var listed = listed("/rooms/" + room + "/recordings");
    assertThat(listed).hasSize(before + 3);
    assertThat(listed.subList(0, 3))
        .extracting(each -> each.getString("recording_id"))
        .isEqualTo(ids);
  }

  @Test
  void recordingsOfAUser() {
    var id = start("?quality=low");
    awaitStatus(id, "recording");
    assertThat(ids("recording")).contains(id);
    assertThat(ids("paused")).doesNotContain(id);
    done("POST", inRoom(id, "/pause"));
    assertThat(ids("paused")).contains(id);
    assertThat(ids("recording")).doesNotContain(id);
    assertThat(send("GET", "/recordings?status=over").statusCode()).isEqualTo(422);
  }

  private List<String> ids(String status) {
    return listed("/recordings?status=" + status).stream()
        .map(each -> each.getString("recording_id"))
        .toList();
  }
}
