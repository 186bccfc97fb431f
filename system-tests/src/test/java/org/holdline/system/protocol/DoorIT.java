package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** Who gets into a registered room. Alan owns it; the one node is the stage's. */
@OnStage
class DoorIT {
  private static final String ROOMS = "/webrtc/rooms";

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = ROOMS + "/" + room;

  DoorIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private JsonObject registered(String access, Object... settings) {
    var form =
        Json.of("room_id", room, "name", "Office", "access", access, "settings", Json.of(settings));
    return Doors.body(doors.post(ROOMS, stage.token("alan"), form.toString()), 201);
  }

  private void turnedAway(String user, String code) {
    try (var socket = doors.sdk(room, stage.token(user))) {
      socket.join(Map.of());
      assertThat(socket.await("error").getString("code")).isEqualTo(code);
      assertThat(socket.awaitClose()).isEqualTo(4403);
      assertThat(socket.received("joined")).isEmpty();
      assertThat(socket.received("room-state")).isEmpty();
    }
  }

  private RoomSocket enter(String user) {
    return doors.enter(room, stage.token(user));
  }

  private JsonObject alan(String method, String path, String json) {
    return Doors.body(doors.send(method, rest + path, stage.token("alan"), json), 200);
  }

  private String invitation() {
    var answer = doors.post(rest + "/invitation", stage.token("alan"), "");
    return Doors.body(answer, 201).getString("code");
  }

  @Test
  void aStrangerDoesNotGetIntoARoomForMembersAndLeavesNoTraceButAnInvitedOneDoes() {
    registered("members");
    turnedAway("barbara", "room_not_found");
    assertThat(stage.redisKeys("state:{" + room + "}:")).isEmpty();
    var code = Json.of("code", invitation()).toString();
    Doors.body(doors.post(rest + "/join-by-invitation", stage.token("barbara"), code), 200);
    try (var alan = enter("alan");
        var barbara = enter("barbara")) {
      assertThat(barbara.joined().getString("role")).isEqualTo("participant");
      alan("DELETE", "/members/" + barbara.userId(), "");
      assertThat(alan.await("user-left").getString("reason")).isEqualTo("kicked");
      assertThat(barbara.awaitClose()).isEqualTo(4410);
      turnedAway("barbara", "room_not_found");
    }
  }

  @Test
  void nobodyGetsIntoAClosedRoomNorComesBackToIt() {
    registered("open");
    try (var alan = enter("alan");
        var barbara = enter("barbara")) {
      var back = Map.<String, Object>of("resume_token", barbara.resumeToken());
      alan("POST", "/close", "");
      assertThat(barbara.awaitClose()).isEqualTo(4410);
      assertThat(alan.awaitClose()).isEqualTo(4410);
      try (var again = doors.sdk(room, stage.token("barbara"))) {
        again.join(back);
        assertThat(again.await("error").getString("code")).isEqualTo("room_closed");
      }
      turnedAway("alan", "room_closed");
    }
    alan("POST", "/reopen", "");
    enter("barbara").close();
  }

  @Test
  void theOwnerLeadsHisRoomWhoeverWasThereBefore() {
    registered("open");
    try (var barbara = enter("barbara")) {
      assertThat(barbara.joined().getString("role")).isEqualTo("host");
      try (var alan = enter("alan")) {
        assertThat(alan.joined().getString("role")).isEqualTo("host");
        await().atMost(RoomSocket.LIMIT).until(() -> barbara.received("role-updated").size() == 2);
        var roles =
            barbara.received("role-updated").stream()
                .map(each -> each.getJsonObject("payload"))
                .map(each -> each.getString("user_id") + " " + each.getString("role"))
                .toList();
        assertThat(roles)
            .containsExactly(barbara.userId() + " participant", alan.userId() + " host");
      }
    }
  }

  @Test
  void aMemberHasHisRoleThereAlsoWhenHeComesBack() {
    registered("open");
    try (var alan = enter("alan")) {
      var id = enterAndLeave("barbara");
      alan("PUT", "/members/" + id, "{\"role\": \"moderator\"}");
      try (var barbara = enter("barbara")) {
        assertThat(barbara.joined().getString("role")).isEqualTo("moderator");
        barbara.cut();
        var back =
            doors.enter(
                room,
                stage.token("barbara"),
                Map.of("client_id", barbara.clientId(), "resume_token", barbara.resumeToken()));
        try (back) {
          assertThat(back.joined().getBoolean("resumed")).isTrue();
          assertThat(back.joined().getString("role")).isEqualTo("moderator");
        }
      }
      assertThat(alan.isOpen()).isTrue();
    }
  }

  private String enterAndLeave(String user) {
    try (var socket = enter(user)) {
      socket.send("leave", Json.of());
      socket.awaitClose();
      return socket.userId();
    }
  }

  @Test
  void aLockedRoomLetsNobodyInButItsOwner() {
    registered("open", "lock_room", true);
    turnedAway("barbara", "room_locked");
    turnedAway("grace", "room_locked");
    try (var alan = enter("alan")) {
      turnedAway("barbara", "room_locked");
      assertThat(alan.received("user-joined")).isEmpty();
    }
  }

  @Test
  void ofManyWhoWantTheLastSeatsAsManyGetInAsThereAre() throws Exception {
    registered("open", "max_participants", 4);
    try (var alan = enter("alan")) {
      var guests = IntStream.rangeClosed(1, 12).mapToObj("guest-%d"::formatted).toList();
      guests.forEach(stage::token);
      var sockets = together(guests);
      try {
        assertThat(sockets.stream().filter(each -> !each.received("joined").isEmpty())).hasSize(3);
        assertThat(alan.isOpen()).isTrue();
        for (var each : sockets) {
          if (each.received("joined").isEmpty()) {
            assertThat(each.await("error").getString("code")).isEqualTo("room_full");
          }
        }
      } finally {
        sockets.forEach(RoomSocket::close);
      }
    }
  }

  private List<RoomSocket> together(List<String> users) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = new ArrayList<Future<RoomSocket>>();
      for (var user : users) {
        started.add(
            threads.submit(() -> {
              var socket = doors.sdk(room, stage.token(user));
              socket.join(Map.of());
              socket.awaitEnvelope(
                  each -> List.of("joined", "error").contains(each.getString("type")));
              return socket;
            }));
      }
      var done = new ArrayList<RoomSocket>();
      for (var future : started) {
        done.add(future.get());
      }
      return done;
    }
  }

  @Test
  void whoeverComesInBelowModeratorIsMutedAndDarkWhereThatIsSet() {
    registered("open", "mute_on_entry", true, "disable_video_on_entry", true);
    try (var alan = enter("alan");
        var barbara = enter("barbara")) {
      var entry = alan.await("user-joined").getJsonObject("participant");
      assertThat(entry.getString("user_id")).isEqualTo(barbara.userId());
      assertThat(entry.getBoolean("audio_enabled")).isFalse();
      assertThat(entry.getBoolean("video_enabled")).isFalse();
      var own = Json.objects(alan.await("room-state").getJsonArray("participants")).getFirst();
      assertThat(own.getBoolean("audio_enabled")).isTrue();
    }
  }

  @Test
  void aMeetingBeginsAsTheRoomIsRegisteredAndWhatIsNoSettingIsRefused() {
    registered("open", "enable_chat", false, "max_participants", 6);
    for (var wrong :
        List.of(
            "{\"settings\": {\"enable_chat\": \"banana\"}}",
            "{\"settings\": {\"max_participants\": 0}}",
            "{\"settings\": {\"max_participants\": \"5\"}}",
            "{\"settings\": {\"max_participants\": 2.5}}",
            "{\"settings\": {\"color\": true}}")) {
      var refused = doors.send("PATCH", rest, stage.token("alan"), wrong);
      assertThat(Doors.body(refused, 422).getString("code")).isEqualTo("invalid_settings");
    }
    var settings = alan("GET", "", "").getJsonObject("settings");
    assertThat(settings).hasSize(13);
    assertThat(settings.getInt("max_participants")).isEqualTo(6);
    try (var alan = enter("alan")) {
      var live = alan.await("room-state").getJsonObject("settings");
      assertThat(live).isEqualTo(settings);
    }
  }

  @Test
  void whatTheOwnerSetsInAMeetingHoldsInTheNextButWhatAnotherSetsDoesNot() {
    registered("open");
    var barbara = enter("barbara");
    try (barbara) {
      set("barbara", "{\"enable_reactions\": false}");
    }
    try (var alan = enter("alan")) {
      alan("POST", "/settings", "{\"enable_chat\": false, \"lock_room\": true}");
      alan("POST", "/roles/" + barbara.userId(), "{\"role\": \"moderator\"}");
      await().atMost(RoomSocket.LIMIT).until(() -> !registeredSettings().getBoolean("enable_chat"));
      assertThat(registeredSettings().getBoolean("lock_room")).isFalse();
      assertThat(alan.isOpen()).isTrue();
    }
    var member = "/members/" + barbara.userId();
    await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> doors.get(rest + member, stage.token("alan")).statusCode() == 200);
    assertThat(alan("GET", member, "").getString("role")).isEqualTo("moderator");
  }

  private void set(String user, String settings) {
    Doors.body(doors.post(rest + "/settings", stage.token(user), settings), 200);
    assertThat(registeredSettings().getBoolean("enable_reactions")).isTrue();
  }

  private JsonObject registeredSettings() {
    return alan("GET", "", "").getJsonObject("settings");
  }
}
