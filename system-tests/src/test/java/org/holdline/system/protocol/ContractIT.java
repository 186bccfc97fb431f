package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as the server serves it. That all other answers keep to it, {@link Doors} sees. */
@OnStage
class ContractIT {
  private static final String METRICS = "/webrtc/webrtc-metrics";
  private static final String STATS = "/webrtc/stats";

  private final Doors doors;
  private final Stage stage;

  ContractIT(Stage stage) {
    this.stage = stage;
    this.doors = new Doors(stage.direct());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/webrtc", "/api/webrtc"})
  void theDocumentsAreThere(String prefix) {
    var openApi = Doors.body(doors.getOpenly(prefix + "/openapi.json"), 200);
    assertThat(openApi.getString("openapi")).isEqualTo("3.1.0");
    assertThat(openApi.getJsonObject("paths")).containsKey("/rooms/{room_id}/participants");
    assertThat(doors.getOpenly(prefix + "/openapi.yaml").body())
        .startsWith("\"openapi\": \"3.1.0\"");
    var asyncApi = Doors.body(doors.getOpenly(prefix + "/asyncapi.json"), 200);
    assertThat(asyncApi.getJsonObject("channels").getJsonObject("room").getString("address"))
        .isEqualTo("/webrtc/ws/{room_id}");
  }

  @Test
  void peopleReadTheSameWithoutAScript() {
    var page = doors.getOpenly("/webrtc/reference");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.body()).contains("/rooms/{room_id}/participants").doesNotContain("<script");
    assertThat(doors.getOpenly("/page/styles/reference.css").statusCode()).isEqualTo(200);
  }

  @Test
  void theTypeOfARefusalLeadsToItsExplanation() {
    var refusal = Doors.body(doors.getOpenly("/webrtc/config"), 401);
    var explained = doors.getOpenly(refusal.getString("type"));
    assertThat(explained.statusCode()).isEqualTo(200);
    assertThat(explained.body()).contains("<code>unauthorized</code>", "What helps");
    assertThat(Doors.body(doors.getOpenly("/webrtc/problems/nonsense"), 404).getString("code"))
        .isEqualTo("not_found");
  }

  @Test
  void figuresAreForAdministrators() {
    for (var path : List.of(STATS, METRICS)) {
      assertThat(doors.getOpenly(path).statusCode()).isEqualTo(401);
      assertThat(Doors.body(doors.get(path, stage.token("alan")), 403).getString("code"))
          .isEqualTo("insufficient_role");
    }
  }

  @Test
  void figuresAreTrue() {
    var room = Doors.newRoom();
    try (var ada = doors.enter(room, stage.token("ada"));
        var tablet = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"))) {
      var stats = Doors.body(doors.get(STATS, stage.token("ada")), 200);
      var counts = counts(stats);
      assertThat(counts)
          .isSortedAccordingTo(Comparator.reverseOrder())
          .hasSizeLessThanOrEqualTo(10);
      if (counts.size() < 10 || counts.getLast() < 2) {
        assertThat(stats.getJsonArray("top_rooms"))
            .contains(Json.of("room_id", room, "participant_count", 2));
      }
      assertThat(stats.getJsonObject("rooms_by_size").getInt("1-5")).isPositive();
      var now = Doors.body(doors.get(METRICS, stage.token("ada")), 200);
      assertThat(now.getInt("active_websocket_connections")).isGreaterThanOrEqualTo(3);
      assertThat(now.getInt("total_participants")).isGreaterThanOrEqualTo(2);
      assertThat(now.getInt("active_rooms")).isPositive();
      assertThat(tablet.sessionId()).isNotEqualTo(ada.sessionId());
      assertThat(alan.isOpen()).isTrue();
    }
  }

  /** Other tests go on meanwhile: figures of the day only grow. */
  @Test
  void whatHappensTodayIsAddedUp() {
    var before = Doors.body(doors.get(METRICS, stage.token("ada")), 200);
    assertThat(before.getJsonNumber("redis_memory_used_mb").doubleValue()).isPositive();
    assertThat(before.getInt("redis_connection_pool_available"))
        .isBetween(0, before.getInt("redis_connection_pool_size"));
    try (var ada = doors.enter(Doors.newRoom(), stage.token("ada"))) {
      ada.awaitAck(ada.say("counted"));
      ada.send("chat-message", Json.of("content", ""));
      ada.await("error");
      for (var figure :
          List.of("total_connections_today", "total_rooms_created_today", "total_messages_today")) {
        awaitMore(METRICS, now -> now.getInt(figure) > before.getInt(figure));
      }
      awaitMore(
          METRICS,
          now ->
              now.containsKey("p99_message_latency_ms")
                  && now.getJsonNumber("average_message_latency_ms").doubleValue() >= 0);
      awaitMore(STATS, now -> now.getJsonObject("features_used").getInt("chat") > 0);
    }
  }

  private void awaitMore(String path, Predicate<JsonObject> condition) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> condition.test(Doors.body(doors.get(path, stage.token("ada")), 200)));
  }

  private static List<Integer> counts(JsonObject stats) {
    return stats.getJsonArray("top_rooms").getValuesAs(JsonObject.class).stream()
        .map(each -> each.getInt("participant_count"))
        .toList();
  }
}
