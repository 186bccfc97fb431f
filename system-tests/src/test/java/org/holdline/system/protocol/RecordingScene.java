package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;

/** A host and a participant in a room; neither sends any media. */
abstract class RecordingScene {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final Stage stage;
  final String room = Doors.newRoom();
  final Doors doors;
  final String ada;
  final String alan;
  final RoomSocket host;
  final RoomSocket participant;

  RecordingScene(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = stage.token("ada");
    alan = stage.token("alan");
    host = doors.enter(room, ada);
    participant = doors.enter(room, alan);
  }

  @AfterEach
  void end() {
    for (var each : Json.objects(list(ada).getJsonArray("recordings"))) {
      send("POST", "/recordings/" + each.getString("recording_id") + "/cancel", ada);
    }
    host.close();
    participant.close();
  }

  HttpResponse<String> send(String verb, String path, String token) {
    return doors.send(verb, "/webrtc" + path, token, "{}");
  }

  HttpResponse<String> start(String token, Object... how) {
    var path = "/webrtc/rooms/" + room + "/recording/start";
    return doors.send("POST", path, token, Json.of(how).toString());
  }

  String started(Object... how) {
    return Doors.body(start(ada, how), 200).getString("recording_id");
  }

  JsonObject done(String verb, String path, String token) {
    return Doors.body(send(verb, path, token), 200);
  }

  JsonObject list(String token) {
    return done("GET", "/rooms/" + room + "/recordings", token);
  }

  String inRoom(String id, String what) {
    return "/rooms/" + room + "/recording/" + id + what;
  }

  static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(Doors.body(answer, status).getString("code")).isEqualTo(code);
  }

  JsonObject awaitStatus(String id, String status) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> done("GET", "/recordings/" + id + "/status", ada),
            state -> state.getString("status").equals(status));
  }
}
