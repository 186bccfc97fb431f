package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RefusedException;
import org.junit.jupiter.api.Test;

/** A node that warms up before it is ready. */
@OnStage
class RehearsalIT {
  private static final String RECOVERIES = "/webrtc/recoveries";

  private final Stage stage;

  RehearsalIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void itRehearsesBeforeItIsReadyAndLeavesNoTrace() throws Exception {
    try (var own = OwnServer.start(stage, "rehearsal", Map.of("HOLDLINE_WARM_UP_MAX", "PT20S"))) {
      assertThat(own.log())
          .contains("node rehearses before it is ready", "node has rehearsed")
          .doesNotContain("session began", "component down component=node");
      var figures = Figures.of(own.doors(), stage.token("ada"));
      assertThat(figures.of("holdline_messages_delivered_total")).isPositive();
      assertThat(figures.toString())
          .doesNotContain("holdline_recoveries_total", "change=\"begun\"");
      var recoveries = Doors.body(own.doors().get(RECOVERIES, stage.token("ada")), 200);
      assertThat(Json.objects(recoveries.getJsonArray("recoveries"))).isEmpty();
    }
  }

  @Test
  void nobodyElseEntersARoomOfTheNode() {
    var refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> new Doors(stage.direct()).enter("~rehearsal-1", stage.token("ada")).close());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("invalid_room_id");
  }
}
