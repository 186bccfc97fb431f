package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.Test;

/** Mistakes are answered; a stream of them ends the connection. */
@OnStage
class AbuseIT {
  private final Stage stage;

  AbuseIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void twentyBadMessagesInARowEndTheConnection() {
    var doors = new Doors(stage.direct());
    var room = Doors.newRoom();
    try (var socket = doors.enter(room, stage.token("ada"))) {
      IntStream.range(0, 19).forEach(n -> socket.sendFrame("nonsense"));
      socket.awaitAck(socket.say("not yet"));
      assertThat(socket.isOpen()).isTrue();
      socket.sendFrame("nonsense");
      assertThat(socket.awaitClose()).isEqualTo(4429);
    }
  }
}
