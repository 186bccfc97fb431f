package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What participants say of themselves, and what others may ask of their microphones. */
@OnStage
class MediaIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;
  private final RoomSocket alan;
  private final RoomSocket barbara;

  MediaIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    List.of(ada, alan, barbara).forEach(RoomSocket::close);
  }

  private String path(String rest) {
    return "/webrtc/rooms/" + room + rest;
  }

  private String info(RoomSocket of) {
    return path("/participants/" + of.userId() + "/info");
  }

  private static Predicate<JsonObject> entry(RoomSocket of, String field, Object value) {
    return each -> {
      if (!each.getString("type").equals("participant-update")) {
        return false;
      }
      var entry = each.getJsonObject("payload").getJsonObject("participant");
      return entry.getString("session_id").equals(of.sessionId())
          && Objects.equals(entry.get(field), Json.of("x", value).get("x"));
    };
  }

  private List<JsonObject> entries(String route) {
    var answer = Doors.body(doors.get(path(route), stage.token("ada")), 200);
    assertThat(answer.getInt("participant_count")).isEqualTo(3);
    return Json.objects(answer.getJsonArray("participants"));
  }

  @Test
  void everybodyHearsWhatSomebodySaysOfHimself() {
    var body = "{\"is_speaking\": true, \"video_enabled\": false, \"username\": \"A. <b>T.</b>\"}";
    var told = Doors.body(doors.post(info(alan), stage.token("alan"), body), 200);
    assertThat(told.getBoolean("success")).isTrue();
    assertThat(told.getJsonObject("info").getBoolean("is_speaking")).isTrue();
    ada.awaitEnvelope(entry(alan, "is_speaking", true));
    alan.awaitEnvelope(entry(alan, "username", "A. <b>T.</b>"));
    assertThat(entries("/participants/enhanced"))
        .isEqualTo(entries("/participants"))
        .filteredOn(entry -> entry.getString("session_id").equals(alan.sessionId()))
        .extracting(entry -> entry.getString("username"))
        .containsExactly("A. <b>T.</b>");
  }

  /** In the queue like everybody, however he says it. */
  @Test
  void aHandThatSomebodyRaisesWithAllElseIsInTheQueue() {
    var body = "{\"hand_raised\": true, \"connection_quality\": \"fair\"}";
    var info =
        Doors.body(doors.post(info(alan), stage.token("alan"), body), 200).getJsonObject("info");
    assertThat(info.getString("connection_quality")).isEqualTo("fair");
    var hands = ada.await("hand-raise-queue").getJsonArray("queue");
    assertThat(Json.objects(hands))
        .extracting(hand -> hand.getString("user_id"), hand -> hand.getString("raised_at"))
        .containsExactly(tuple(alan.userId(), info.getString("hand_raised_at")));
    ada.awaitEnvelope(entry(alan, "hand_raised_at", info.getString("hand_raised_at")));
    doors.post(info(alan), stage.token("alan"), "{\"hand_raised\": false}");
    ada.awaitEnvelope(entry(alan, "hand_raised", false));
    assertThat(entries("/participants")).noneMatch(each -> each.containsKey("hand_raised_at"));
  }

  @Test
  void whoGoesByAnotherNameSpeaksUnderItAndKeepsItOverALostLine() {
    doors.post(info(alan), stage.token("alan"), "{\"username\": \"Turing\"}");
    alan.awaitEnvelope(entry(alan, "username", "Turing"));
    alan.awaitAck(alan.say("hello"));
    assertThat(ada.await("chat-message").getString("username")).isEqualTo("Turing");
    alan.cut();
    try (var back =
        doors.enter(room, stage.token("alan"), Map.of("resume_token", alan.resumeToken()))) {
      assertThat(back.joined().getString("username")).isEqualTo("Turing");
      back.awaitAck(back.say("again"));
      barbara.awaitEnvelope(each ->
          each.getString("type").equals("chat-message")
              && each.getJsonObject("payload").getString("content").equals("again")
              && each.getString("sender_name").equals("Turing"));
    }
  }

  /** D50 and D51: identity and role are not taken from the body, and nothing invalid is stored. */
  @Test
  void nobodySpeaksForAnotherNorGivesHimselfARole() {
    var forged =
        Json.of(
                "user_id",
                barbara.userId(),
                "role",
                "host",
                "joined_at",
                "1970",
                "is_speaking",
                true)
            .toString();
    var told = Doors.body(doors.post(info(alan), stage.token("alan"), forged), 200);
    var entry = told.getJsonObject("info");
    assertThat(entry.getString("user_id")).isEqualTo(alan.userId());
    assertThat(entry.getString("role")).isEqualTo("participant");
    assertThat(entry.getString("joined_at")).isNotEqualTo("1970");
    var refused = doors.post(info(barbara), stage.token("alan"), "{\"is_speaking\": true}");
    assertThat(Doors.body(refused, 403).getString("code")).isEqualTo("permission_denied");
    var stranger = doors.post(info(alan), stage.token("grace"), "{\"is_speaking\": true}");
    assertThat(Doors.body(stranger, 403).getString("code")).isEqualTo("user_not_in_room");
    ada.awaitEnvelope(entry(alan, "is_speaking", true));
    assertThat(ada.received()).noneMatch(entry(barbara, "is_speaking", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"is_speaking\": \"yes\"}",
        "{\"audio_enabled\": 1}",
        "{\"hand_raised\": \"up\"}",
        "{\"connection_quality\": \"king\"}",
        "{\"username\": \"\"}",
        "{\"username\": \"a\\u0000b\"}",
        "{\"username\": 7}"
      })
  void whatMakesNoSenseIsRefusedAndChangesNothing(String body) {
    var answer = doors.post(info(alan), stage.token("alan"), body);
    assertThat(Doors.body(answer, 422).getString("code")).isEqualTo("validation_error");
    assertThat(alan.received("participant-update")).isEmpty();
  }

  @Test
  void aSharedScreenShowsInTheEntryOfTheSession() {
    alan.awaitAck(alan.send("screen-share-control", Json.of("action", "start", "screen_id", "w1")));
    var heard = ada.await("screen-share-control");
    assertThat(heard.getString("user_id")).isEqualTo(alan.userId());
    assertThat(heard.getString("quality")).isEqualTo("medium");
    assertThat(sharing()).containsExactly(alan.sessionId());
    alan.awaitAck(alan.send("screen-share-control", Json.of("action", "stop")));
    assertThat(sharing()).isEmpty();
  }

  private List<String> sharing() {
    return entries("/participants").stream()
        .filter(entry -> entry.getBoolean("screen_sharing"))
        .map(entry -> entry.getString("session_id"))
        .toList();
  }

  /** Whichever way he says it: a setting is no matter of the client. */
  @Test
  void whatTheRoomHasSwitchedOffNobodySwitchesOnByTellingItOfHimself() {
    var off = "{\"allow_participants_unmute\": false, \"enable_screen_share\": false}";
    alan.awaitAck(alan.send("screen-share-control", Json.of("action", "start")));
    Doors.body(doors.post(path("/settings"), stage.token("ada"), off), 200);
    for (var told :
        Map.of(
                "audio_enabled",
                off("allow_participants_unmute"),
                "screen_sharing",
                off("enable_screen_share"))
            .entrySet()) {
      var body = Json.of(told.getKey(), true).toString();
      var refused = Doors.body(doors.post(info(alan), stage.token("alan"), body), 403);
      assertThat(refused.getJsonObject("details")).isEqualTo(told.getValue());
    }
    alan.awaitAck(alan.send("screen-share-control", Json.of("action", "stop")));
    Doors.body(doors.post(info(alan), stage.token("alan"), "{\"audio_enabled\": false}"), 200);
  }

  private static JsonObject off(String setting) {
    return Json.of("setting", setting);
  }

  @Test
  void onlyThoseBelowAreAskedToMute() {
    assertThat(ada.joined().getString("role")).isEqualTo("host");
    var mute = Json.of("action", "mute", "media_type", "audio", "target_user_id", ada.userId());
    assertThat(alan.awaitError(alan.send("media-control", mute)).getString("code"))
        .isEqualTo("permission_denied");
    var down = Json.with(mute, "target_user_id", alan.userId());
    ada.awaitAck(ada.send("media-control", down));
    assertThat(alan.await("media-control").getString("user_id")).isEqualTo(ada.userId());
    assertThat(barbara.received("media-control")).isEmpty();
  }

  @Test
  void nobodyIsAskedByTheNameOfHisSessionAlone() {
    Doors.body(
        doors.post(
            path("/roles/" + alan.userId()), stage.token("ada"), "{\"role\": \"moderator\"}"),
        200);
    var mute =
        Json.of("action", "mute", "media_type", "audio", "target_session_id", ada.sessionId());
    var nameless = alan.awaitError(alan.send("media-control", mute));
    assertThat(nameless.getString("code")).isEqualTo("invalid_payload");
    assertThat(nameless.getJsonObject("details").getString("field")).isEqualTo("target_user_id");
    var host = Json.with(mute, "target_user_id", ada.userId());
    assertThat(alan.awaitError(alan.send("media-control", host)).getString("code"))
        .isEqualTo("insufficient_role");
    var another = Json.with(mute, "target_user_id", barbara.userId());
    assertThat(alan.awaitError(alan.send("media-control", another)).getString("code"))
        .isEqualTo("user_not_found");
    assertThat(ada.received("media-control")).isEmpty();
  }

  @Test
  void theHostMutesEverybodyAtOnce() {
    var answer = doors.post(path("/mute-all"), stage.token("ada"), "{}");
    assertThat(Doors.body(answer, 200).getInt("muted")).isEqualTo(2);
    for (var socket : List.of(alan, barbara)) {
      var asked = socket.await("media-control");
      assertThat(asked.getString("action")).isEqualTo("mute");
      assertThat(asked.getString("target_user_id")).isEqualTo(socket.userId());
      assertThat(socket.received("media-control")).hasSize(1);
    }
    assertThat(ada.received("media-control")).isEmpty();
    var refused = doors.post(path("/mute-all"), stage.token("alan"), "{}");
    assertThat(Doors.body(refused, 403).getString("code")).isEqualTo("permission_denied");
    var stranger = doors.post(path("/mute-all"), stage.token("grace"), "{}");
    assertThat(Doors.body(stranger, 403).getString("code")).isEqualTo("user_not_in_room");
  }
}
