package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.Test;

/** What the server counts, read as an administrator's tools do. */
@OnStage
class MetricsIT {
  private static final String METRICS = "/metrics?scope=application";

  private final Stage stage;
  private final Doors doors;

  MetricsIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private Figures figures() {
    return Figures.of(doors, stage.token("ada"));
  }

  @Test
  void onlyAdministratorsReadThem() {
    assertThat(doors.getOpenly(METRICS).statusCode()).isEqualTo(401);
    assertThat(doors.get(METRICS, stage.token("alan")).statusCode()).isEqualTo(403);
    assertThat(doors.get(METRICS, stage.token("grace")).statusCode()).isEqualTo(403);
    assertThat(doors.getOpenly("/metrics").statusCode()).isEqualTo(401);
    assertThat(doors.getOpenly("/metrics/base").statusCode()).isEqualTo(401);
    assertThat(doors.getOpenly("/metrics;v=1").statusCode()).isNotEqualTo(200);
  }

  @Test
  void theCanaryIsHeardFromTheStartOn() {
    assertThat(figures().of("holdline_canary_milliseconds_count")).isPositive();
    assertThat(doors.getOpenly("/webrtc/health").body()).contains("\"delivery\"");
  }

  @Test
  void whatHappensIsCounted() {
    var before = figures();
    var room = Doors.newRoom();
    try (var alan = doors.enter(room, stage.token("alan"));
        var barbara = doors.enter(room, stage.token("barbara"))) {
      var id = alan.say("hello");
      alan.awaitAck(id);
      alan.send(id, "chat-message", Json.of("content", "hello"));
      alan.awaitError(alan.send("no-such-type", Json.of()));
      barbara.await("chat-message");
      var after = figures();
      assertThat(after.since(before, "holdline_messages_accepted_total{message_class=\"durable\"}"))
          .isPositive();
      assertThat(after.since(before, "holdline_messages_duplicate_total")).isPositive();
      assertThat(after.since(before, "holdline_messages_delivered_total")).isPositive();
      assertThat(
              after.since(before, "holdline_messages_refused_total{code=\"invalid_message_type\"}"))
          .isPositive();
      assertThat(after.of("holdline_connections")).isGreaterThanOrEqualTo(2);
      assertThat(after.toString()).doesNotContain(room, alan.sessionId(), alan.userId());
    }
  }
}
