package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** What the server itself says to a room, and what it says to one connection alone. */
@OnStage
class PresenceIT {
  private static final Set<String> PRIVATE =
      Set.of("joined", "room-state", "reconnection-detected", "ack", "pong", "error", "refreshed");

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();

  PresenceIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private static JsonObject participant(RoomSocket listener, String session, String state) {
    return listener
        .awaitEnvelope(each ->
            each.getString("type").equals("participant-update")
                && participant(each).getString("session_id").equals(session)
                && participant(each).getString("connection_state").equals(state))
        .getJsonObject("payload")
        .getJsonObject("participant");
  }

  private static JsonObject participant(JsonObject update) {
    return update.getJsonObject("payload").getJsonObject("participant");
  }

  @Test
  void everybodyHearsWhoComesGoesAndTakesOver() {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"));
        var phone = doors.enter(room, stage.token("alan"))) {
      var came = ada.await("user-joined");
      assertThat(came.getString("user_id")).isEqualTo(alan.userId());
      assertThat(came.getJsonObject("participant").getString("role")).isEqualTo("participant");
      assertThat(participant(ada, phone.sessionId(), "active").getString("user_id"))
          .isEqualTo(alan.userId());
      phone.send("leave", Json.of());
      assertThat(phone.awaitClose()).isEqualTo(1000);
      participant(ada, phone.sessionId(), "left");
      assertThat(ada.received("user-left")).isEmpty();
      ada.send("leave", Json.of());
      assertThat(ada.awaitClose()).isEqualTo(1000);
      var left = alan.await("user-left");
      assertThat(left.getString("user_id")).isEqualTo(ada.userId());
      assertThat(left.getString("reason")).isEqualTo("left");
      var host = alan.await("role-updated");
      assertThat(host.getString("user_id")).isEqualTo(alan.userId());
      assertThat(host.getString("role")).isEqualTo("host");
      assertThat(alan.received("user-joined")).isEmpty();
    }
  }

  @Test
  void aLineThatIsCutIsAnUpdateAndNoLeave() {
    try (var ada = doors.enter(room, stage.token("ada"))) {
      var alan = doors.enter(room, stage.token("alan"));
      alan.cut();
      participant(ada, alan.sessionId(), "suspended");
      try (var back =
          doors.enter(room, stage.token("alan"), Map.of("resume_token", alan.resumeToken()))) {
        participant(ada, back.sessionId(), "active");
        assertThat(ada.received("user-joined")).hasSize(1);
        assertThat(ada.received("user-left")).isEmpty();
      }
    }
  }

  @Test
  void whatConcernsOneConnectionStaysThere() {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"))) {
      int before = count(ada);
      alan.awaitError(alan.send("nonsense", Json.of()));
      alan.send("refresh", Json.of("token", stage.token("alan")));
      alan.await("refreshed");
      var id = alan.say("hello");
      long position = alan.awaitAck(id).getJsonNumber("sequence").longValue();
      alan.acknowledge(position);
      alan.send("ping", Json.of());
      alan.await("pong");
      org.awaitility.Awaitility.await()
          .atMost(RoomSocket.LIMIT)
          .until(() -> ada.said().equals(List.of("hello")));
      assertThat(count(ada)).isEqualTo(before);
    }
  }

  private static int count(RoomSocket socket) {
    return (int)
        socket.received().stream().filter(e -> PRIVATE.contains(e.getString("type"))).count();
  }
}
