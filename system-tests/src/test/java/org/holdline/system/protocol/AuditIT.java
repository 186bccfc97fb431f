package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** Who decided what is on record, for the host and for administrators. */
@OnStage
class AuditIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room;

  AuditIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private JsonObject page(String path, String user) {
    return Doors.body(doors.get(path, stage.token(user)), 200);
  }

  private List<JsonObject> events(String path, String user) {
    return Json.objects(page(path, user).getJsonArray("events"));
  }

  private static List<String> actions(List<JsonObject> events) {
    return events.stream().map(each -> each.getString("action")).toList();
  }

  private void decide(String method, String target) {
    var path = rest + "/" + target;
    var token = stage.token("alan");
    var answer =
        method.equals("DELETE") ? doors.delete(path, token) : doors.post(path, token, "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void whatTheHostDecidedIsOnRecordForHimAndForAdministrators() {
    try (var alan = doors.enter(room, stage.token("alan"));
        var barbara = doors.enter(room, stage.token("barbara"))) {
      decide("POST", "participants/" + barbara.userId() + "/ban");
      decide("DELETE", "bans/" + barbara.userId());
      await().atMost(RoomSocket.LIMIT).until(() -> events(rest + "/audit", "alan").size() == 2);
      var seen = events(rest + "/audit", "alan");
      assertThat(actions(seen)).containsExactly("ban-lifted", "participant-banned");
      assertThat(seen)
          .allSatisfy(each -> {
            assertThat(each.getString("room_id")).isEqualTo(room);
            assertThat(each.getString("actor_id")).isEqualTo(alan.userId());
            assertThat(each.getString("target_id")).isEqualTo(barbara.userId());
          });
      checkFilters(barbara.userId(), seen);
    }
  }

  private void checkFilters(String target, List<JsonObject> seen) {
    var all = "/webrtc/audit?room_id=" + room;
    assertThat(events(all, "ada")).isEqualTo(seen);
    assertThat(events(all + "&user_id=" + target, "ada")).isEqualTo(seen);
    assertThat(events(all + "&user_id=nobody", "ada")).isEmpty();
    assertThat(events(all + "&action=ban-lifted", "ada")).containsExactly(seen.getFirst());
    assertThat(events(all + "&to=2020-01-01T00:00:00Z", "ada")).isEmpty();
    assertThat(events(all + "&from=2020-01-01T00:00:00Z", "ada")).isEqualTo(seen);
    var first = page(all + "&limit=1", "ada");
    var second = page(all + "&limit=1&before=" + first.getString("next_before"), "ada");
    assertThat(second.getJsonArray("events").getJsonObject(0)).isEqualTo(seen.getLast());
    assertThat(second).doesNotContainKey("next_before");
  }

  @Test
  void nobodyElseReadsIt() {
    assertThat(doors.getOpenly("/webrtc/audit").statusCode()).isEqualTo(401);
    assertThat(doors.getOpenly(rest + "/audit").statusCode()).isEqualTo(401);
    assertThat(refusal("/webrtc/audit", "grace")).isEqualTo("insufficient_role");
    assertThat(refusal(rest + "/audit", "ada")).isEqualTo("user_not_in_room");
    try (var alan = doors.enter(room, stage.token("alan"));
        var barbara = doors.enter(room, stage.token("barbara"))) {
      assertThat(alan.isOpen() && barbara.isOpen()).isTrue();
      assertThat(refusal(rest + "/audit", "barbara")).isEqualTo("insufficient_role");
    }
  }

  private String refusal(String path, String user) {
    return Doors.body(doors.get(path, stage.token(user)), 403).getString("code");
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (var query :
        List.of("from=yesterday", "to=1", "limit=0", "limit=501", "action=nothing", "before=1")) {
      var answer = Doors.body(doors.get("/webrtc/audit?" + query, stage.token("ada")), 422);
      assertThat(answer.getString("code")).isEqualTo("invalid_parameter");
      assertThat(answer.getJsonObject("details").getString("field"))
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(doors.get("/webrtc/audit?room_id=~x", stage.token("ada")).statusCode())
        .isEqualTo(400);
  }
}
