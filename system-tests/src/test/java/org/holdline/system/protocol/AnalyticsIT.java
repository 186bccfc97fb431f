package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** What happened in a room can be read by those in it, one by one, in figures and as a table. */
@OnStage
class AnalyticsIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room + "/analytics";

  AnalyticsIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private JsonObject read(String path) {
    return Doors.body(doors.get(path, stage.token("ada")), 200);
  }

  private List<String> types(String query) {
    return Json.objects(read(rest + query).getJsonArray("events")).stream()
        .map(each -> each.getString("event_type"))
        .toList();
  }

  /**
   * What is written behind may take a while after many rooms: whoever is there says so meanwhile.
   */
  private void awaitTypes(RoomSocket there, String... types) {
    await()
        .atMost(RoomSocket.LIMIT.multipliedBy(3))
        .untilAsserted(() -> {
          there.settle(0);
          assertThat(types("")).containsExactlyInAnyOrder(types);
        });
  }

  /** Ada stays; Alan comes, drops, comes back, says something and leaves. */
  private RoomSocket meet() {
    var ada = doors.enter(room, stage.token("ada"));
    var alan = doors.enter(room, stage.token("alan"));
    alan.cut();
    ada.awaitEnvelope(each -> each.toString().contains("\"suspended\""));
    var again =
        doors.enter(
            room,
            stage.token("alan"),
            Map.of(
                "client_id", alan.clientId(),
                "resume_token", alan.resumeToken(),
                "epoch", alan.epoch(),
                "last_sequence", alan.sequence()));
    again.awaitAck(again.say("=never in any figure"));
    awaitTypes(ada, "chat-message", "recovered", "dropped", "joined", "joined");
    again.send("leave", Json.of());
    ada.await("user-left");
    awaitTypes(ada, "left", "chat-message", "recovered", "dropped", "joined", "joined");
    return ada;
  }

  @Test
  void whatHappenedIsTold() {
    try (var ada = meet()) {
      var left = only("left");
      assertThat(left.getString("detail")).isEqualTo("left");
      assertThat(left.getInt("lasted_ms")).isPositive();
      assertThat(only("recovered").getString("detail")).isEqualTo("complete");
      assertThat(only("recovered").getInt("took_ms")).isNotNegative();
      assertThat(only("dropped").getString("user_id")).isEqualTo(left.getString("user_id"));
      assertThat(types("?type=joined")).containsExactly("joined", "joined");
      assertThat(types("?to=2020-01-01T00:00:00Z")).isEmpty();
      var first = read(rest + "?limit=4");
      var second = types("?limit=4&before=" + first.getString("next_before"));
      assertThat(second).containsExactly("joined", "joined");
      checkSummary(left.getString("user_id"));
      checkTable();
    }
  }

  private JsonObject only(String type) {
    var events = Json.objects(read(rest + "?type=" + type).getJsonArray("events"));
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private void checkSummary(String left) {
    var summary = read(rest + "/summary");
    assertThat(summary.getInt("total_events")).isEqualTo(6);
    assertThat(summary.getInt("unique_users")).isEqualTo(2);
    assertThat(summary.getInt("peak_participants")).isEqualTo(2);
    assertThat(summary.getInt("current_participants")).isEqualTo(1);
    assertThat(summary.getInt("drops")).isEqualTo(1);
    assertThat(summary.getJsonObject("messages")).isEqualTo(Json.of("chat-message", 1));
    var recoveries = summary.getJsonObject("recoveries");
    assertThat(recoveries.getInt("count")).isEqualTo(1);
    assertThat(recoveries.getInt("complete")).isEqualTo(1);
    assertThat(recoveries.getJsonObject("took_ms").getInt("p95")).isNotNegative();
    assertThat(Json.objects(summary.getJsonArray("users")))
        .anySatisfy(user -> {
          assertThat(user.getString("user_id")).isEqualTo(left);
          assertThat(user.getInt("messages")).isEqualTo(1);
          assertThat(user.getInt("present_ms")).isPositive();
        });
  }

  private void checkTable() {
    var table = doors.get(rest + ".csv", stage.token("ada"));
    assertThat(table.statusCode()).isEqualTo(200);
    assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(table.headers().firstValue("Content-Disposition").orElse(""))
        .contains(room + "-analytics.csv");
    assertThat(table.body().split("\r\n", -1)).hasSize(8);
    assertThat(table.body()).startsWith("timestamp,event_type,").doesNotContain("never");
  }

  @Test
  void reactionsAndWhatClientsNoteAreRemembered() {
    try (var ada = doors.enter(room, stage.token("ada"))) {
      ada.send("reaction", Json.of("reaction_type", "clap"));
      ada.send(
          "analytics-event",
          Json.of("event_type", "call.rated", "data", Json.of("stars", 4, "note", "fine")));
      awaitTypes(ada, "joined", "reaction", "analytics-event");
      assertThat(only("reaction").getString("detail")).isEqualTo("clap");
      var noted = Json.object(only("analytics-event").getString("detail"));
      assertThat(noted.getString("event_type")).isEqualTo("call.rated");
      assertThat(noted.getJsonObject("data").getInt("stars")).isEqualTo(4);
      assertThat(read(rest + "/summary").getJsonObject("messages"))
          .isEqualTo(Json.of("reaction", 1));
      var bad = ada.send("analytics-event", Json.of("event_type", "a b"));
      assertThat(ada.awaitError(bad).getString("code")).isEqualTo("invalid_payload");
    }
  }

  @Test
  void onlyThoseInTheRoomReadIt() {
    for (var path : List.of(rest, rest + "/summary", rest + ".csv")) {
      assertThat(doors.getOpenly(path).statusCode()).isEqualTo(401);
      assertThat(Doors.body(doors.get(path, stage.token("ada")), 403).getString("code"))
          .isEqualTo("user_not_in_room");
    }
  }

  @Test
  void whatCannotBeReadIsRefused() {
    try (var ada = doors.enter(room, stage.token("ada"))) {
      assertThat(ada.isOpen()).isTrue();
      for (var query :
          List.of("limit=0", "limit=1001", "limit=x", "before=1", "type=A", "from=now", "to=1")) {
        var routes = query.startsWith("limit") ? List.of(rest) : List.of(rest, rest + ".csv");
        for (var path : routes) {
          var answer = Doors.body(doors.get(path + "?" + query, stage.token("ada")), 422);
          assertThat(answer.getJsonObject("details").getString("field"))
              .isEqualTo(query.substring(0, query.indexOf('=')));
        }
      }
    }
  }
}
