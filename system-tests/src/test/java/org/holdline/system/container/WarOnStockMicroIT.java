package org.holdline.system.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The same archives, packed as a WAR, run on Payara Micro as its makers give it out: the code does
 * not know that we deploy an EAR. It is a second node on the stores of the stage.
 */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarOnStockMicroIT {
  private static final Path DIRECTORY = Path.of("target", "stage", "stock-micro");

  private final StockMicro server;
  private final Stage stage;
  private final Doors doors;

  WarOnStockMicroIT(Stage stage) throws InterruptedException {
    this.stage = stage;
    server = StockMicro.start(DIRECTORY, stage.settings().environment());
    doors = new Doors(server.address());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void itIsHealthy() {
    assertThat(doors.getOpenly("/webrtc/health").statusCode()).isEqualTo(200);
  }

  @Test
  void itServesThePage() {
    var page = doors.getOpenly("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).contains("Holdline");
  }

  @Test
  void itRefusesWhoIsNotSignedOn() {
    assertThat(doors.getOpenly("/webrtc/config").statusCode()).isEqualTo(401);
  }

  @Test
  void whoJoinsGetsTheRoomsStateAndMaySpeak() {
    try (var ada = doors.enter(Doors.newRoom(), stage.token("ada"))) {
      assertThat(ada.await("room-state").toString()).contains(ada.userId());
      var id = ada.say("Hello from a WAR");
      assertThat(ada.awaitAck(id).getString("id")).isEqualTo(id);
    }
  }

  @Test
  void itSharesARoomWithANodeThatRunsTheEar() {
    var room = Doors.newRoom();
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = new Doors(stage.direct()).enter(room, stage.token("alan"))) {
      alan.say("From the EAR");
      ada.awaitEnvelope(each -> each.getString("type").equals("chat-message"));
      assertThat(ada.said()).containsExactly("From the EAR");
    }
  }
}
