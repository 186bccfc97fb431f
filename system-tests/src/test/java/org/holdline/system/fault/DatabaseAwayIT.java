package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** PostgreSQL that dies and comes back: the room does not notice, its history catches up. */
@OnStage
class DatabaseAwayIT {
  private static final Duration CAUGHT_UP = Duration.ofSeconds(15);

  private final Stage stage;
  private final String room = Doors.newRoom();
  private final List<String> everything = new ArrayList<>();

  DatabaseAwayIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void chatGoesOnAndTheHistoryCatchesUp() throws Exception {
    try (var own = OwnServer.start(stage, "database-away", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      say(ada, "before");
      own.killDatabase();
      say(ada, "while it is away");
      await().atMost(RoomSocket.LIMIT).until(() -> alan.said().equals(everything));
      alan.cut();
      say(ada, "while alan is away too");
      try (var again = own.resume(room, stage.token("alan"), alan)) {
        assertThat(again.await("reconnection-detected").getBoolean("truncated")).isFalse();
        await().atMost(RoomSocket.LIMIT).until(() -> !again.said().isEmpty());
        assertThat(again.said()).containsExactly("while alan is away too");
        saysSo(own);
        nobodyNewEnters(own);
        own.startDatabase();
        say(ada, "after");
        await()
            .atMost(CAUGHT_UP)
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(history(own)).isEqualTo(everything));
        await().atMost(RoomSocket.LIMIT).until(() -> again.said().contains("after"));
      }
      try (var late = own.enter(room, stage.token("barbara"))) {
        assertThat(late.joined().getBoolean("resumed")).isFalse();
      }
      own.awaitHealth(200);
    }
  }

  private void saysSo(OwnServer own) {
    own.awaitHealth(503);
    assertThat(own.down()).containsExactly("database");
    var answer = own.doors().get(messages(), stage.token("ada"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  /** Who may enter is registered there: he is told to come again, and the room hears nothing. */
  private void nobodyNewEnters(OwnServer own) {
    try (var late = own.doors().sdk(room, stage.token("barbara"))) {
      late.join(Map.of());
      assertThat(late.awaitClose()).isEqualTo(4503);
      assertThat(late.received("joined")).isEmpty();
    }
  }

  private void say(RoomSocket socket, String content) {
    everything.add(content);
    socket.awaitAck(socket.say(content));
  }

  private String messages() {
    return "/webrtc/rooms/" + room + "/messages";
  }

  private List<String> history(OwnServer own) {
    var answer = Doors.body(own.doors().get(messages(), stage.token("ada")), 200);
    return Json.objects(answer.getJsonArray("messages")).stream()
        .map((JsonObject message) -> message.getString("content"))
        .toList();
  }
}
