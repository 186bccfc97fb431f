package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** Redis that comes back and knows nothing. */
@OnStage
class RedisEmptyIT {
  private final Stage stage;
  private final String room = Doors.newRoom();

  RedisEmptyIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void everybodyIsToldThatTheLogIsAnotherOneAndGoesOnInIt() throws Exception {
    try (var own = OwnServer.start(stage, "redis-empty", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      ada.awaitAck(ada.say("forgotten"));
      await().atMost(RoomSocket.LIMIT).until(() -> alan.said().contains("forgotten"));
      own.killRedis();
      own.emptyRedis();
      own.startRedis();
      assertThat(ada.awaitClose()).isEqualTo(4503);
      assertThat(alan.awaitClose()).isEqualTo(4503);
      own.awaitHealth(200);
      try (var adaAgain = own.resume(room, stage.token("ada"), ada);
          var alanAgain = own.resume(room, stage.token("alan"), alan)) {
        tellsOfAnotherEpoch(adaAgain, ada.epoch());
        tellsOfAnotherEpoch(alanAgain, alan.epoch());
        assertThat(adaAgain.epoch()).isEqualTo(alanAgain.epoch());
        adaAgain.awaitAck(adaAgain.say("there"));
        alanAgain.awaitAck(alanAgain.say("and back"));
        await().atMost(RoomSocket.LIMIT).until(() -> !alanAgain.said().isEmpty());
        await().atMost(RoomSocket.LIMIT).until(() -> !adaAgain.said().isEmpty());
        assertThat(alanAgain.said()).containsExactly("there");
        assertThat(adaAgain.said()).containsExactly("and back");
      }
    }
  }

  private static void tellsOfAnotherEpoch(RoomSocket socket, String before) {
    var told = socket.await("reconnection-detected");
    assertThat(told.getBoolean("truncated")).isTrue();
    assertThat(told.getString("reason")).isEqualTo("epoch-changed");
    assertThat(told.getJsonObject("snapshot").getJsonArray("participants")).isNotEmpty();
    assertThat(socket.epoch()).isNotEqualTo(before);
  }
}
