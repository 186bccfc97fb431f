package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.system.stage.Realm;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;

/** What alan may try in a room, by the lines of docs/roles.md, and in which ways. */
final class Deeds {
  private static final String INFO = "POST participants/{user_id}/info";

  private final Map<String, Map<String, Attempt>> deeds = new LinkedHashMap<>();
  private final Stage stage;
  private final Doors doors;
  private final String room;
  private final RoomSocket alan;
  private final RoomSocket barbara;
  private final String ownMessage;
  private final String othersMessage;

  /** Something that he does; whether he may. */
  interface Attempt {
    boolean isAllowed();
  }

  Deeds(Stage stage, Doors doors, String room, RoomSocket alan, RoomSocket barbara) {
    this.stage = stage;
    this.doors = doors;
    this.room = room;
    this.alan = alan;
    this.barbara = barbara;
    ownMessage = alan.awaitAck(alan.say("mine")).getString("message_id");
    othersMessage = barbara.awaitAck(barbara.say("hers")).getString("message_id");
    speaking();
    showing();
    leading();
    lookingAfterOthers();
    splittingUp();
  }

  Map<String, Attempt> of(String deed) {
    return Objects.requireNonNull(deeds.get(deed), deed);
  }

  private void add(String deed, String way, Attempt attempt) {
    deeds.computeIfAbsent(deed, each -> new LinkedHashMap<>()).put(way, attempt);
  }

  private void speaking() {
    say("say something", "chat-message", Json.of("content", "hello"));
    say(
        "change what one has said",
        "chat-edit",
        Json.of("message_id", ownMessage, "content", "other"));
    say("take back what one has said", "chat-delete", Json.of("message_id", ownMessage));
    say(
        "take back what a participant has said",
        "chat-delete",
        Json.of("message_id", othersMessage));
    pass("show that one writes", "typing-indicator", Json.of("is_typing", true));
    pass("show how far one has read", "read-receipt", Json.of("message_id", othersMessage));
    add("have the room recorded", "POST recording/start", this::isRecorded);
    add("offer files", "POST file-transfer/offer", this::isOffered);
    pass("react", "reaction", Json.of("reaction_type", "clap"));
    var raised = Json.of("raised", true);
    say("raise one's hand", "hand-raise", raised);
    post("raise one's hand", "POST hand-raise", raised);
    post("raise one's hand", INFO, Json.of("hand_raised", true));
    var connect = "connect with others";
    say(connect, "offer", toBarbara(Json.of("sdp", "v=0", "type", "offer")));
    say(connect, "answer", toBarbara(Json.of("sdp", "v=0", "type", "answer")));
    say(connect, "ice-candidate", toBarbara(Json.of("candidate", "")));
  }

  /** And taken back, because he may offer her only a few. */
  private boolean isOffered() {
    var offer = Json.of("receiver_id", barbara.userId(), "filename", "plan.pdf", "file_size", 100);
    boolean offered = isDone("POST", "file-transfer/offer", offer.toString(), 200);
    new FileDoors(stage.direct(), room).cancelAll(stage.token("alan"));
    return offered;
  }

  /** And given up again; whether this server can record is another question. */
  private boolean isRecorded() {
    var answer = send("alan", "POST", "recording/start", "{}");
    var body = Json.object(answer.body());
    if (answer.statusCode() == 200) {
      send("alan", "DELETE", "recording/" + body.getString("recording_id"), "");
    }
    if (answer.statusCode() == 403) {
      assertThat(body.getString("code")).isEqualTo("recording_not_allowed");
    }
    return answer.statusCode() != 403;
  }

  private JsonObject toBarbara(JsonObject payload) {
    return Json.with(payload, "target_user_id", barbara.userId());
  }

  private void showing() {
    say("switch one's microphone on", "media-control", media("unmute", "audio"));
    post("switch one's microphone on", INFO, Json.of("audio_enabled", true));
    say("switch one's camera on", "media-control", media("video_on", "video"));
    post("switch one's camera on", INFO, Json.of("video_enabled", true));
    var share = "share one's screen";
    say(share, "media-control", media("video_on", "screen-share"));
    say(share, "screen-share-control", Json.of("action", "start"));
    post(share, INFO, Json.of("screen_sharing", true));
    var off = "switch one's microphone, camera or share off";
    say(off, "media-control", media("mute", "audio"));
    say(off, "screen-share-control", Json.of("action", "stop"));
    post(off, INFO, Json.of("video_enabled", false));
    pass(
        "change one's background", "virtual-background-update", Json.of("background_type", "none"));
    var tell = "tell of one's line and device";
    var stats = Json.of("latency", 45, "packet_loss", 0, "jitter", 5);
    add(tell, "network-stats", () -> isTaken("network-stats", stats));
    pass(tell, "quality-update", Json.of("video_resolution", "720p"));
    var event = Json.of("event_type", "device-changed");
    add(tell, "analytics-event", () -> isTaken("analytics-event", event));
    var line = Json.of("latency_ms", 45, "packet_loss_percent", 0, "jitter_ms", 5);
    post(tell, "POST connection-quality", line);
    post(tell, "POST quality", line);
    post("go by another name", INFO, Json.of("username", "Other"));
  }

  private static JsonObject media(String action, String type) {
    return Json.of("action", action, "media_type", type);
  }

  private void leading() {
    post("change settings", "POST settings", Json.of("enable_chat", false));
    for (var role : List.of("moderator", "observer", "host")) {
      post("make a participant " + role, "POST roles/{user_id}", Json.of("role", role));
    }
    add(
        "make oneself observer",
        "POST roles/{user_id}",
        () ->
            isDone("POST", "roles/" + alan.userId(), Json.of("role", "observer").toString(), 200));
    post(
        "change what a participant may do",
        "POST permissions/{user_id}",
        Json.of("can_speak", false));
  }

  private void lookingAfterOthers() {
    say("mute a participant", "media-control", toBarbara(media("mute", "audio")));
    post("mute all below oneself", "POST mute-all", Json.of());
    post("lower another's hand", "POST hand-raise/{user_id}/lower", Json.of());
    post("lower all hands", "POST hand-raise/lower-all", Json.of());
    var remove = "kick or ban a participant";
    post(remove, "POST participants/{user_id}/kick", Json.of());
    add(remove, "POST participants/{user_id}/ban", () -> isGuestBanned());
    add("see and lift bans", "GET bans", () -> isDone("GET", "bans", "", 200));
    add("see and lift bans", "DELETE bans/{user_id}", this::isBanLifted);
    add(
        "see who waits at the door",
        "GET waiting-room",
        () -> isDone("GET", "waiting-room", "", 200));
    answerAtTheDoor("let people in", "admit");
    answerAtTheDoor("turn people away", "reject");
  }

  /** Nobody waits, which only those are told who may know. */
  private void answerAtTheDoor(String deed, String answer) {
    add(
        deed,
        "POST waiting-room/{user_id}/" + answer,
        () -> isDone("POST", "waiting-room/nobody/" + answer, "", 404));
    post(deed, "POST waiting-room/" + answer + "-all", Json.of());
  }

  private boolean isGuestBanned() {
    try (var guest = guest()) {
      return isDone("POST", "participants/" + guest.userId() + "/ban", "{}", 200);
    }
  }

  private RoomSocket guest() {
    return doors.enter(room, stage.token(Realm.guests().getFirst()));
  }

  private boolean isBanLifted() {
    try (var guest = guest()) {
      Doors.body(send("ada", "POST", "participants/" + guest.userId() + "/ban", "{}"), 200);
      return isDone("DELETE", "bans/" + guest.userId(), "", 200);
    }
  }

  private void splittingUp() {
    var plan = Json.of("breakout_room_id", "red", "name", "Red");
    add(
        "make breakout rooms",
        "POST breakout-rooms",
        () -> isDone("POST", "breakout-rooms", plan.toString(), 201));
    inBreakouts(
        "send a participant to one", "POST breakout-rooms/{breakout_room_id}/assign/{user_id}");
    inBreakouts("bring a participant back", "DELETE breakout-rooms/assignments/{user_id}");
    inBreakouts("distribute everybody", "POST breakout-rooms/auto-assign");
    var content = Json.of("content", "Two minutes left");
    post("say something in all of them", "POST breakout-rooms/broadcast", content);
    inBreakouts("close a breakout room", "DELETE breakout-rooms/{breakout_room_id}");
  }

  /** There is a breakout room then. */
  private void inBreakouts(String deed, String way) {
    add(
        deed,
        way,
        () -> {
          var green = Json.of("breakout_room_id", "green", "name", "Green").toString();
          Doors.body(send("ada", "POST", "breakout-rooms", green), 201);
          return isDone(way, "{}");
        });
  }

  private void say(String deed, String type, JsonObject payload) {
    add(deed, type, () -> isSaid(type, payload));
  }

  private void pass(String deed, String type, JsonObject payload) {
    add(
        deed,
        type,
        () -> {
          boolean taken = isTaken(type, payload);
          if (taken) {
            barbara.await(type);
          }
          return taken;
        });
  }

  private void post(String deed, String way, JsonObject body) {
    add(deed, way, () -> isDone(way, body.toString()));
  }

  private boolean isSaid(String type, JsonObject payload) {
    var id = alan.send(type, payload);
    var answer = alan.awaitEnvelope(each -> isAnswer(each, id));
    if (answer.getString("type").equals("error")) {
      requireRefusal(answer.getJsonObject("payload"));
      return false;
    }
    return true;
  }

  private static boolean isAnswer(JsonObject envelope, String id) {
    var type = envelope.getString("type");
    return (type.equals("ack") || type.equals("error"))
        && envelope.getJsonObject("payload").getString("id", "").equals(id);
  }

  /**
   * What is not acknowledged was taken when what came after it is answered and it was not refused.
   */
  private boolean isTaken(String type, JsonObject payload) {
    var id = alan.send(type, payload);
    var ping = alan.send("ping", Json.of());
    alan.awaitEnvelope(each ->
        each.getString("type").equals("pong")
            && each.getJsonObject("payload").getString("id", "").equals(ping));
    var refusals = alan.received("error").stream().filter(each -> isAnswer(each, id)).toList();
    refusals.forEach(each -> requireRefusal(each.getJsonObject("payload")));
    return refusals.isEmpty();
  }

  private static void requireRefusal(JsonObject problem) {
    assertThat(problem.getString("code")).isIn("permission_denied", "insufficient_role");
  }

  private boolean isDone(String way, String body) {
    var path =
        way.substring(way.indexOf(' ') + 1)
            .replace("{breakout_room_id}", "green")
            .replace("{user_id}", way.equals(INFO) ? alan.userId() : barbara.userId());
    return isDone(way.substring(0, way.indexOf(' ')), path, body, 200);
  }

  private boolean isDone(String verb, String path, String body, int status) {
    var answer = send("alan", verb, path, body);
    if (answer.statusCode() == 403) {
      requireRefusal(Json.object(answer.body()));
      return false;
    }
    Doors.body(answer, status);
    return true;
  }

  private HttpResponse<String> send(String user, String verb, String path, String body) {
    var at = "/webrtc/rooms/" + room + "/" + path;
    return switch (verb) {
      case "GET" -> doors.get(at, stage.token(user));
      case "DELETE" -> doors.delete(at, stage.token(user));
      default -> doors.send(verb, at, stage.token(user), body);
    };
  }
}
