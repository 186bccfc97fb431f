package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room splits up into smaller ones and comes together again. */
@OnStage
class BreakoutsIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room + "/breakout-rooms";
  private final RoomSocket alan;
  private final RoomSocket barbara;

  BreakoutsIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    alan = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    barbara.close();
    alan.close();
  }

  private JsonObject post(String path, JsonObject body, int status) {
    return Doors.body(doors.post(rest + path, stage.token("alan"), body.toString()), status);
  }

  private String make(String id) {
    var made = post("", Json.of("breakout_room_id", id, "name", "Table " + id), 201);
    assertThat(made.getString("breakout_room_id")).isEqualTo(id);
    return made.getString("room_id");
  }

  private void assign(String id, RoomSocket who) {
    post("/" + id + "/assign/" + who.userId(), Json.of(), 200);
  }

  private void refused(String breakout, String user, String code) {
    try (var stranger = doors.sdk(breakout, stage.token(user))) {
      stranger.join(Map.of());
      assertThat(stranger.await("error").getString("code")).isEqualTo(code);
      assertThat(stranger.awaitClose()).isEqualTo(4403);
    }
  }

  private JsonObject list(String user) {
    return Doors.body(doors.get(rest, stage.token(user)), 200);
  }

  @Test
  void peopleGoWhereTheyAreSentResumeThereAndAreMovedBack() {
    var green = make("green");
    assertThat(barbara.await("breakout-room-create").getJsonObject("config").getString("room_id"))
        .isEqualTo(green);
    refused(green, "barbara", "permission_denied");
    refused(green, "ada", "user_not_in_room");
    assign("green", barbara);
    assertThat(barbara.await("breakout-room-assign").getString("room_id")).isEqualTo(green);
    assertThat(alan.received("breakout-room-assign")).isEmpty();
    var there = doors.enter(green, stage.token("barbara"));
    there.cut();
    try (var again = resume(green, there);
        var mainAgain = resumeMain()) {
      assertThat(mainAgain.await("room-state").getString("breakout_room_id")).isEqualTo("green");
      post("/broadcast", Json.of("content", "Two minutes left"), 200);
      assertThat(again.await("breakout-room-message").getString("content"))
          .isEqualTo("Two minutes left");
      assertThat(doors.delete(rest + "/green", stage.token("alan")).statusCode()).isEqualTo(200);
      assertThat(mainAgain.await("breakout-room-close").getString("breakout_room_id"))
          .isEqualTo("green");
      assertThat(again.await("user-left").getString("reason")).isEqualTo("moved-back");
      assertThat(again.awaitClose()).isEqualTo(4410);
      refused(green, "barbara", "room_closed");
    }
  }

  private RoomSocket resume(String breakout, RoomSocket before) {
    return doors.enter(
        breakout,
        stage.token("barbara"),
        Map.of(
            "client_id", before.clientId(),
            "resume_token", before.resumeToken(),
            "epoch", before.epoch(),
            "last_sequence", before.sequence()));
  }

  /** Without a position, so that the room is told whole. */
  private RoomSocket resumeMain() {
    barbara.cut();
    return doors.enter(
        room,
        stage.token("barbara"),
        Map.of("client_id", barbara.clientId(), "resume_token", barbara.resumeToken()));
  }

  @Test
  void whoManagesTheMainRoomComesInAndLeads() {
    var green = make("green");
    assign("green", barbara);
    try (var there = doors.enter(green, stage.token("barbara"));
        var lead = doors.enter(green, stage.token("alan"))) {
      assertThat(lead.joined().getString("role")).isEqualTo("moderator");
      there.awaitEnvelope(each ->
          each.getString("type").equals("role-updated")
              && each.getJsonObject("payload").getString("user_id").equals(alan.userId())
              && each.getJsonObject("payload").getString("role").equals("host"));
    }
  }

  @Test
  void peopleAreDistributedAndEachSeesHisOwn() {
    make("green");
    make("red");
    var assigned = post("/auto-assign", Json.of("strategy", "random"), 200);
    var id = assigned.getJsonObject("assignments").getString(barbara.userId());
    assertThat(list("barbara").getString("assigned_to")).isEqualTo(id);
    assertThat(list("barbara").toString()).doesNotContain("user_ids");
    var seen = Json.objects(list("alan").getJsonArray("breakout_rooms"));
    assertThat(seen).hasSize(2);
    assertThat(seen)
        .filteredOn(each -> each.getString("breakout_room_id").equals(id))
        .allSatisfy(each -> assertThat(each.getJsonArray("user_ids")).hasSize(1));
    var back = rest + "/assignments/" + barbara.userId();
    assertThat(doors.delete(back, stage.token("alan")).statusCode()).isEqualTo(200);
    assertThat(list("barbara")).doesNotContainKey("assigned_to");
  }

  @Test
  void whatMustNotBeIsRefused() {
    make("green");
    for (var bad :
        List.of(
            "{}",
            "{\"name\":\"\"}",
            "{\"name\":\"x\",\"breakout_room_id\":\"a/b\"}",
            "{\"name\":\"x\",\"max_participants\":0}",
            "{\"name\":\"x\",\"max_participants\":1.5}",
            "{\"name\":\"x\",\"duration_minutes\":9999}",
            "{\"name\":\"x\",\"auto_move_back\":\"no\"}")) {
      assertThat(doors.post(rest, stage.token("alan"), bad).statusCode()).as(bad).isEqualTo(422);
    }
    assertThat(post("", Json.of("breakout_room_id", "green", "name", "x"), 409).getString("code"))
        .isEqualTo("room_already_exists");
    assertThat(post("/red/assign/" + barbara.userId(), Json.of(), 404).getString("code"))
        .isEqualTo("room_not_found");
    assertThat(post("/green/assign/nobody", Json.of(), 404).getString("code"))
        .isEqualTo("user_not_found");
    assertThat(post("/auto-assign", Json.of("strategy", "odd"), 422).getString("code"))
        .isEqualTo("validation_error");
    assertThat(doors.delete(rest + "/red", stage.token("alan")).statusCode()).isEqualTo(404);
    assertThat(doors.getOpenly(rest).statusCode()).isEqualTo(401);
    assertThat(doors.get(rest, stage.token("ada")).statusCode()).isEqualTo(403);
    for (var path :
        List.of("", "/green/assign/" + barbara.userId(), "/auto-assign", "/broadcast")) {
      var body = "{\"name\":\"x\",\"content\":\"x\"}";
      var answer = Doors.body(doors.post(rest + path, stage.token("barbara"), body), 403);
      assertThat(answer.getString("code")).isEqualTo("permission_denied");
    }
  }
}
