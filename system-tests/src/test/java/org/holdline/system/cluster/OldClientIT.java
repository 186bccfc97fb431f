package org.holdline.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients written against the published names: their token stands in the address, they know nothing
 * of sessions and positions, they repeat who they are in what they say, and they look for each
 * field under its name, below either path.
 */
@InCluster
@ParameterizedClass(name = "below {0}")
@ValueSource(strings = {"/webrtc", "/api/webrtc"})
class OldClientIT {
  private static final String NOW = "2026-11-21T10:00:00Z";

  private final String prefix;
  private final Stage stage;
  private final Doors first;
  private final Doors second;
  private final String room = Doors.newRoom();
  private final RoomSocket alan;
  private final RoomSocket barbara;

  /** Two come in, at two nodes; the first is host. */
  OldClientIT(String prefix, Stage stage, Nodes nodes) {
    this.prefix = prefix;
    this.stage = stage;
    first = nodes.first().doors();
    second = nodes.second().doors();
    alan = socket(first, "alan", room);
    alan.await("room-state");
    barbara = socket(second, "barbara", room);
    barbara.await("room-state");
  }

  @AfterEach
  void end() {
    List.of(alan, barbara).forEach(RoomSocket::close);
  }

  private RoomSocket socket(Doors doors, String user, String where) {
    var path = "%s/ws/%s?token=%s".formatted(prefix, where, stage.token(user));
    return doors.open(path, Map.of(), "");
  }

  private JsonObject get(String path) {
    return Doors.body(first.get(prefix + "/rooms/" + room + path, stage.token("alan")), 200);
  }

  private JsonObject post(String path, JsonObject body) {
    return posted("alan", path, body.toString());
  }

  private JsonObject post(String path) {
    return posted("alan", path, "");
  }

  private JsonObject posted(String user, String path, String body) {
    var answer = first.post(prefix + "/rooms/" + room + path, stage.token(user), body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return Json.object(answer.body());
  }

  /** What such a client says of itself in everything that it sends. */
  private static JsonObject by(RoomSocket who, JsonObject said) {
    return Json.with(Json.with(said, "user_id", who.userId()), "timestamp", NOW);
  }

  private static void isSuccess(JsonObject answer, String... fields) {
    assertThat(answer.getBoolean("success")).isTrue();
    assertThat(answer).containsKeys(fields);
  }

  @Test
  void theConfigurationNamesTheServersForIce() {
    var config = Doors.body(first.get(prefix + "/config", stage.token("alan")), 200);
    assertThat(config.getString("ice_transport_policy")).isIn("all", "relay");
    assertThat(config.getString("bundle_policy")).isIn("balanced", "max-compat", "max-bundle");
    assertThat(config.getString("rtcp_mux_policy")).isIn("require", "negotiate");
    assertThat(Json.objects(config.getJsonArray("ice_servers")))
        .allSatisfy(each -> assertThat(each.getJsonArray("urls")).isNotEmpty());
  }

  @Test
  void whoIsThereIsToldAtOnceAndListed() {
    var joined = alan.awaitEnvelope(each -> each.getString("type").equals("user-joined"));
    assertThat(joined).containsKeys("type", "payload", "room_id", "timestamp");
    assertThat(joined.getJsonObject("payload")).containsKeys("user_id", "username", "timestamp");
    for (var shown :
        List.of(barbara.await("room-state"), get("/participants"), get("/participants/enhanced"))) {
      assertThat(shown.getString("room_id")).isEqualTo(room);
      assertThat(shown.getInt("participant_count")).isEqualTo(2);
      assertThat(Json.objects(shown.getJsonArray("participants")))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each).containsKeys("username", "joined_at"));
    }
    var own = named(Json.of("joined_at", NOW, "role", "participant", "audio_enabled", false));
    var info = by(barbara, Json.with(own, "is_speaking", false));
    var path = "/participants/" + barbara.userId() + "/info";
    isSuccess(posted("barbara", path, info.toString()), "user_id", "info");
    assertThat(alan.await("participant-update").getJsonObject("participant"))
        .containsKeys(
            "user_id",
            "username",
            "role",
            "audio_enabled",
            "video_enabled",
            "screen_sharing",
            "hand_raised",
            "joined_at",
            "connection_quality",
            "is_speaking");
  }

  @Test
  void settingsGoThereAndBack() {
    var before = get("/settings");
    assertThat(before.getString("room_id")).isEqualTo(room);
    assertThat(before.getJsonObject("settings"))
        .containsOnlyKeys(
            "lock_room",
            "enable_waiting_room",
            "mute_on_entry",
            "disable_video_on_entry",
            "enable_chat",
            "enable_screen_share",
            "enable_reactions",
            "enable_file_sharing",
            "enable_recording",
            "max_participants",
            "require_host_to_start",
            "allow_participants_rename",
            "allow_participants_unmute");
    var answer = post("/settings", Json.of("mute_on_entry", true, "max_participants", 4));
    isSuccess(answer, "room_id", "settings");
    var told = barbara.await("room-settings-update");
    assertThat(told.getString("updated_by")).isEqualTo(alan.userId());
    assertThat(told).containsKey("timestamp");
    var expected = Json.with(before.getJsonObject("settings"), "mute_on_entry", true);
    expected = Json.with(expected, "max_participants", 4);
    assertThat(told.getJsonObject("settings")).isEqualTo(expected);
    assertThat(get("/settings").getJsonObject("settings")).isEqualTo(expected);
  }

  @Test
  void handsGoUpAndDown() {
    var raised = posted("barbara", "/hand-raise?raised=true", "");
    isSuccess(raised, "raised");
    assertThat(raised.getBoolean("raised")).isTrue();
    assertThat(raised.getInt("position")).isEqualTo(1);
    var told = alan.await("hand-raise");
    assertThat(told.getString("user_id")).isEqualTo(barbara.userId());
    assertThat(told.getBoolean("raised")).isTrue();
    assertThat(told).containsKeys("username", "timestamp");
    alan.send("hand-raise", by(alan, Json.of("raised", true)));
    barbara.awaitEnvelope(each ->
        each.getString("type").equals("hand-raise-queue")
            && each.getJsonObject("payload").getJsonArray("queue").size() == 2);
    var queue = get("/hand-raise/queue");
    assertThat(queue.getString("room_id")).isEqualTo(room);
    assertThat(queue.getInt("count")).isEqualTo(2);
    assertThat(Json.objects(queue.getJsonArray("queue")))
        .allSatisfy(each -> assertThat(each).containsKeys("username", "raised_at"))
        .extracting(each -> each.getInt("position"))
        .containsExactly(1, 2);
    var lowered = posted("barbara", "/hand-raise?raised=false", "");
    assertThat(lowered.getBoolean("raised")).isFalse();
    assertThat(lowered.isNull("position")).isTrue();
  }

  @Test
  void somebodyWaitsAndIsLetInAnotherIsTurnedAway() {
    post("/settings", Json.of("enable_waiting_room", true));
    try (var guest = socket(second, "guest-1", room);
        var other = socket(first, "guest-2", room)) {
      var knocked = alan.await("waiting-room-join");
      assertThat(knocked).containsKeys("user_id", "username", "timestamp");
      await().atMost(RoomSocket.LIMIT).until(() -> alan.received("waiting-room-join").size() == 2);
      var list = get("/waiting-room");
      assertThat(list.getString("room_id")).isEqualTo(room);
      assertThat(list.getInt("count")).isEqualTo(2);
      assertThat(Json.objects(list.getJsonArray("participants")))
          .allSatisfy(each -> assertThat(each).containsKeys("username", "joined_at"));
      for (var waiting : alan.received("waiting-room-join")) {
        var person = waiting.getJsonObject("payload");
        boolean first = person.getString("username").equals(name("guest-1"));
        var action = first ? "admit" : "reject";
        var path = "/waiting-room/" + person.getString("user_id") + "/" + action;
        var answer = post(path);
        isSuccess(answer, "user_id");
        assertThat(answer.getString("action")).isEqualTo(first ? "admitted" : "rejected");
        var told = (first ? guest : other).await("waiting-room-" + action);
        assertThat(told.getString("user_id")).isEqualTo(person.getString("user_id"));
        assertThat(told.getString("actioned_by")).isEqualTo(alan.userId());
        assertThat(told).containsKey("timestamp");
      }
      assertThat(guest.await("room-state").getInt("participant_count")).isEqualTo(3);
      assertThat(other.awaitClose()).isEqualTo(4403);
    }
  }

  private String name(String user) {
    try (var elsewhere = socket(first, user, Doors.newRoom())) {
      return elsewhere.joined().getString("username");
    }
  }

  @Test
  void breakoutRoomsAreMadeFilledAndClosed() {
    var plan =
        Json.of(
            "breakout_room_id",
            "green",
            "name",
            "Green",
            "max_participants",
            4,
            "auto_move_back",
            true,
            "duration_minutes",
            10);
    var made = post("/breakout-rooms", plan);
    isSuccess(made, "breakout_room_id");
    assertThat(made.getString("breakout_room_id")).isEqualTo("green");
    var told = barbara.await("breakout-room-create");
    assertThat(told.getString("created_by")).isEqualTo(alan.userId());
    assertThat(told.getJsonObject("config").entrySet()).containsAll(plan.entrySet());
    var assigned = post("/breakout-rooms/green/assign/" + barbara.userId());
    isSuccess(assigned, "user_id", "breakout_room_id");
    var sent = barbara.await("breakout-room-assign");
    assertThat(sent.getString("user_id")).isEqualTo(barbara.userId());
    assertThat(sent.getString("breakout_room_id")).isEqualTo("green");
    assertThat(sent).containsKeys("assigned_by", "timestamp");
    var path = prefix + "/rooms/" + room + "/breakout-rooms/green";
    var closed = Doors.body(first.delete(path, stage.token("alan")), 200);
    isSuccess(closed, "breakout_room_id");
    assertThat(closed.getString("status")).isEqualTo("closed");
    var over = barbara.await("breakout-room-close");
    assertThat(over.getString("breakout_room_id")).isEqualTo("green");
    assertThat(over).containsKeys("closed_by", "timestamp");
  }

  @Test
  void rolesAndPermissionsAreGiven() {
    var role = "/roles/" + barbara.userId();
    var given = post(role + "?role=moderator");
    isSuccess(given, "user_id");
    assertThat(given.getString("role")).isEqualTo("moderator");
    assertThat(get(role).getString("role")).isEqualTo("moderator");
    var told = barbara.await("role-updated");
    assertThat(told.getString("role")).isEqualTo("moderator");
    assertThat(told).containsKeys("user_id", "updated_by", "timestamp");
    var all =
        Json.of(
            "can_speak",
            true,
            "can_share_video",
            true,
            "can_share_screen",
            false,
            "can_send_chat",
            true,
            "can_share_files",
            true,
            "can_manage_participants",
            false,
            "can_record",
            false);
    var path = "/permissions/" + barbara.userId();
    isSuccess(post(path, all), "user_id");
    assertThat(get(path).getJsonObject("permissions")).isEqualTo(all);
    var permitted = barbara.await("permission-updated");
    assertThat(permitted.getJsonObject("permissions")).isEqualTo(all);
    assertThat(permitted).containsKeys("user_id", "updated_by", "timestamp");
  }

  @Test
  void twoNegotiateUnderTheirNames() {
    var to = barbara.userId();
    var offer = Json.of("sdp", "v=0", "type", "offer", "target_user_id", to);
    alan.send("offer", by(alan, offer));
    assertThat(barbara.awaitEnvelope(each -> each.getString("type").equals("offer")))
        .containsKeys("sender_id", "room_id", "timestamp");
    assertThat(barbara.await("offer").getString("sdp")).isEqualTo("v=0");
    var answer = Json.of("sdp", "v=0", "type", "answer", "target_user_id", alan.userId());
    barbara.send("answer", by(barbara, answer));
    assertThat(alan.await("answer").getString("type")).isEqualTo("answer");
    var candidate = Json.of("candidate", "candidate:1 1 udp 1 192.0.2.1 9 typ host", "sdpMid", "0");
    alan.send(
        "ice-candidate", Json.with(Json.with(candidate, "sdpMLineIndex", 0), "target_user_id", to));
    var heard = barbara.await("ice-candidate");
    assertThat(heard.entrySet()).containsAll(candidate.entrySet());
    assertThat(heard.getInt("sdpMLineIndex")).isZero();
  }

  @Test
  void mediaAndReactionsAreHeardUnderTheirNames() {
    heard("media-control", Json.of("action", "mute", "media_type", "audio"));
    heard("screen-share-control", Json.of("action", "start", "screen_id", "1", "quality", "high"));
    heard("reaction", named(Json.of("reaction_type", "thumbs_up")));
    heard("hand-raise", named(Json.of("raised", true)));
    heard("virtual-background-update", Json.of("background_type", "blur", "blur_intensity", 40));
    heard(
        "quality-update",
        Json.of(
            "video_resolution",
            "720p",
            "video_bitrate",
            1500,
            "audio_bitrate",
            32,
            "frame_rate",
            30,
            "reason",
            "network"));
    var chat = Json.of("content", "hello", "message_type", "text", "message_id", "m-1");
    heard("chat-message", named(chat), "content", "message_type");
    assertThat(alan.await("chat-message")).containsKeys("message_id", "username");
    var stats = Json.of("bandwidth_up", 900, "bandwidth_down", 900, "latency", 400);
    stats = Json.with(Json.with(stats, "packet_loss", 8), "jitter", 60);
    barbara.send("network-stats", by(barbara, stats));
    assertThat(barbara.await("quality-update"))
        .containsKeys("video_resolution", "video_bitrate", "reason", "timestamp");
  }

  private JsonObject named(JsonObject said) {
    return Json.with(said, "username", barbara.joined().getString("username"));
  }

  /** What one says is heard by the other, with all its fields or those named. */
  private void heard(String type, JsonObject said, String... fields) {
    barbara.send(type, by(barbara, said));
    var heard = alan.await(type);
    assertThat(heard.getString("user_id")).isEqualTo(barbara.userId());
    assertThat(heard).containsKey("timestamp");
    var kept = fields.length == 0 ? said.keySet() : List.of(fields);
    for (var field : kept) {
      assertThat(heard.get(field)).as(type + "." + field).isEqualTo(said.get(field));
    }
  }

  @Test
  void aRefusalIsExplained() {
    var path = prefix + "/rooms/" + room + "/settings";
    var refused = first.post(path, stage.token("barbara"), "{\"enable_chat\": false}");
    assertThat(Doors.body(refused, 403).getString("detail")).isNotBlank();
  }

  @Test
  void whatHappenedAndHowGoodLinesAreIsAnswered() {
    var report = Json.of("latency_ms", 180, "packet_loss_percent", 1, "jitter_ms", 35);
    var judged = post("/connection-quality", report);
    assertThat(judged.getString("quality")).isEqualTo("fair");
    assertThat(judged.getJsonArray("recommendations")).hasSize(2);
    assertThat(judged).containsKeys("metrics", "timestamp");
    var named = Json.object("{\"latency\": 180, \"packet_loss\": 0.01, \"jitter\": 35}");
    var published = post("/quality", named);
    assertThat(published.getJsonObject("metrics")).isEqualTo(judged.getJsonObject("metrics"));
    var state = get("/reconnection-state");
    assertThat(state).containsKeys("room_id", "user_id");
    assertThat(state.getJsonObject("state"))
        .containsKeys("user_id", "room_id", "is_connected", "last_seen", "last_sequence");
    assertThat(get("/analytics")).containsKeys("room_id", "events", "count");
    assertThat(get("/analytics/summary"))
        .containsKeys(
            "total_events",
            "event_types",
            "unique_users",
            "peak_participants",
            "current_participants");
    var health = Json.object(first.getOpenly(prefix + "/health").body());
    assertThat(health).containsKeys("status", "timestamp", "version", "uptime_seconds");
    var budget = prefix + "/rate-limits/hand_raise/status";
    assertThat(Doors.body(first.get(budget, stage.token("alan")), 200))
        .containsKeys("limit_type", "limit", "remaining", "used", "reset_at", "window_seconds");
  }
}
