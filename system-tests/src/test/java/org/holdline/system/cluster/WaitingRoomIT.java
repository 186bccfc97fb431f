package org.holdline.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** A waiting room whose host is on one node while those who wait are on the other. */
@InCluster
class WaitingRoomIT {
  private static final Duration FORGOTTEN = Duration.ofSeconds(40);

  private final Stage stage;
  private final Nodes nodes;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room;
  private final String waiting = rest + "/waiting-room";

  WaitingRoomIT(Stage stage, Nodes nodes) {
    this.stage = stage;
    this.nodes = nodes;
  }

  /** Alan's room, with him in it on the first node; he is not to wait for the second to start. */
  private RoomSocket host(Object... settings) {
    nodes.second();
    var form = Json.of("room_id", room, "name", "Reception", "settings", Json.of(settings));
    Doors.body(first().post("/webrtc/rooms", stage.token("alan"), form.toString()), 201);
    return first().enter(room, stage.token("alan"));
  }

  private RoomSocket hostWithWaitingRoom() {
    return host("enable_waiting_room", true);
  }

  private Doors first() {
    return nodes.first().doors();
  }

  private Doors second() {
    return nodes.second().doors();
  }

  private RoomSocket knocking(Doors doors, String user) {
    var socket = doors.sdk(room, stage.token(user));
    socket.join(Map.of("client_id", user));
    return socket;
  }

  private RoomSocket waiting(Doors doors, String user) {
    var socket = knocking(doors, user);
    assertThat(socket.await("join-pending").getString("reason")).isEqualTo("waiting-room");
    return socket;
  }

  private JsonObject list() {
    return Doors.body(first().get(waiting, stage.token("alan")), 200);
  }

  private List<String> names() {
    return Json.objects(list().getJsonArray("participants")).stream()
        .map(each -> each.getString("username"))
        .toList();
  }

  private JsonObject answer(String path, String json) {
    return Doors.body(first().post(waiting + path, stage.token("alan"), json), 200);
  }

  private String idOfTheFirst() {
    return list().getJsonArray("participants").getJsonObject(0).getString("user_id");
  }

  @Test
  void whoeverWaitsHearsNothingUntilHeIsAdmittedFromAnotherNode() {
    try (var alan = hostWithWaitingRoom();
        var barbara = waiting(second(), "barbara")) {
      assertThat(alan.await("waiting-room-join").getString("username")).isEqualTo("Barbara Liskov");
      alan.awaitAck(alan.say("between us"));
      await().atMost(RoomSocket.LIMIT).until(() -> barbara.received("join-pending").size() > 2);
      assertThat(barbara.said()).isEmpty();
      assertThat(barbara.received("room-state")).isEmpty();
      assertThat(stage.redisKeys("state:{" + room + "}:")).hasSize(1);
      assertThat(names()).containsExactly("Barbara Liskov");
      var id = idOfTheFirst();
      assertThat(answer("/" + id + "/admit", "").getString("action")).isEqualTo("admitted");
      assertThat(barbara.await("joined").getString("role")).isEqualTo("participant");
      assertThat(barbara.userId()).isEqualTo(id);
      assertThat(alan.await("user-joined").getString("user_id")).isEqualTo(id);
      var told = alan.await("waiting-room-admit");
      assertThat(told.getString("actioned_by")).isEqualTo(alan.userId());
      await().atMost(RoomSocket.LIMIT).until(() -> names().isEmpty());
      assertThat(alan.received("waiting-room-leave")).isEmpty();
      assertThat(barbara.received("waiting-room-admit"))
          .singleElement()
          .extracting(each -> each.getJsonObject("payload"))
          .isEqualTo(told);
    }
  }

  @Test
  void whoeverIsRejectedIsToldWhyAndStaysOutForAWhile() {
    try (var alan = hostWithWaitingRoom();
        var barbara = waiting(second(), "barbara")) {
      alan.await("waiting-room-join");
      answer("/" + idOfTheFirst() + "/reject", "{\"reason\": \"Another time\"}");
      var answered = barbara.await("waiting-room-reject");
      assertThat(answered.getString("actioned_by")).isEqualTo(alan.userId());
      assertThat(answered.getString("reason")).isEqualTo("Another time");
      var error = barbara.await("error");
      assertThat(error.getString("code")).isEqualTo("waiting_room_rejected");
      assertThat(error.getJsonObject("details").getString("reason")).isEqualTo("Another time");
      assertThat(barbara.awaitClose()).isEqualTo(4403);
      assertThat(alan.await("waiting-room-reject").getString("reason")).isEqualTo("Another time");
      try (var again = knocking(first(), "barbara")) {
        assertThat(again.await("error").getString("code")).isEqualTo("waiting_room_rejected");
        assertThat(again.awaitClose()).isEqualTo(4403);
      }
    }
  }

  @Test
  void onlyThoseWhoMayLetInSeeWhoWaitsAndAnswerThem() {
    try (var alan = hostWithWaitingRoom();
        var barbara = waiting(second(), "barbara")) {
      alan.await("waiting-room-join");
      answer("/" + idOfTheFirst() + "/admit", "");
      barbara.await("joined");
      try (var guest = waiting(second(), "guest-1")) {
        await().atMost(RoomSocket.LIMIT).until(() -> names().size() == 1);
        var id = idOfTheFirst();
        for (var token :
            List.of(stage.token("barbara"), stage.token("guest-1"), stage.token("guest-2"))) {
          var tries =
              Stream.of(
                  second().get(waiting, token),
                  second().post(waiting + "/" + id + "/admit", token, ""),
                  second().post(waiting + "/" + id + "/reject", token, ""),
                  second().post(waiting + "/admit-all", token, ""),
                  second().post(waiting + "/reject-all", token, ""));
          assertThat(tries).allSatisfy(each -> assertThat(each.statusCode()).isEqualTo(403));
        }
        assertThat(guest.isOpen()).isTrue();
        assertThat(barbara.received("waiting-room-join")).isEmpty();
        var nobody = first().post(waiting + "/nobody/admit", stage.token("alan"), "");
        assertThat(Doors.body(nobody, 404).getString("code")).isEqualTo("user_not_found");
        var wrong =
            first().post(waiting + "/" + id + "/reject", stage.token("alan"), "{\"reason\": 5}");
        assertThat(Doors.body(wrong, 422).getString("code")).isEqualTo("validation_error");
      }
    }
  }

  @Test
  void allAreAdmittedOrRejectedAtOnceOnBothNodes() {
    try (var alan = hostWithWaitingRoom();
        var one = waiting(first(), "guest-1");
        var two = waiting(second(), "guest-2")) {
      await().atMost(RoomSocket.LIMIT).until(() -> names().size() == 2);
      assertThat(answer("/admit-all", "").getJsonArray("user_ids")).hasSize(2);
      one.await("joined");
      two.await("joined");
      try (var three = waiting(first(), "guest-3");
          var four = waiting(second(), "guest-4")) {
        await().atMost(RoomSocket.LIMIT).until(() -> names().size() == 2);
        answer("/reject-all", "");
        assertThat(three.awaitClose()).isEqualTo(4403);
        assertThat(four.awaitClose()).isEqualTo(4403);
      }
      assertThat(alan.received("waiting-room-join")).hasSize(4);
    }
  }

  @Test
  void whoeverGoesIsForgottenAndWhoeverComesBackInTimeKeepsHisPlace() {
    try (var alan = hostWithWaitingRoom()) {
      var barbara = waiting(second(), "barbara");
      alan.await("waiting-room-join");
      var since = list().getJsonArray("participants").getJsonObject(0).getString("joined_at");
      barbara.cut();
      try (var back = waiting(first(), "barbara")) {
        var again = list().getJsonArray("participants").getJsonObject(0);
        assertThat(again.getString("joined_at")).isEqualTo(since);
        back.send("ping", Json.of());
        back.send("leave", Json.of());
        assertThat(back.awaitClose()).isEqualTo(1000);
      }
      alan.await("waiting-room-leave");
      assertThat(names()).isEmpty();
      waiting(second(), "guest-1").cut();
      await().atMost(FORGOTTEN).until(() -> alan.received("waiting-room-leave").size() == 2);
      assertThat(names()).isEmpty();
    }
  }

  @Test
  void whoeverWaitedAtANodeThatDiedWaitsAtTheOther() {
    var node = nodes.second();
    try (var alan = hostWithWaitingRoom();
        var guest = waiting(node.doors(), "guest-1");
        var barbara = waiting(node.doors(), "barbara")) {
      await().atMost(RoomSocket.LIMIT).until(() -> names().size() == 2);
      node.kill();
      barbara.awaitClose();
      guest.awaitClose();
      try (var back = waiting(first(), "barbara")) {
        await().atMost(FORGOTTEN).until(() -> names().equals(List.of("Barbara Liskov")));
        alan.await("waiting-room-leave");
        answer("/" + idOfTheFirst() + "/admit", "");
        back.await("joined");
      }
    } finally {
      node.startAgain();
    }
  }

  @Test
  void whoeverIsAdmittedWhileHeGoesIsInOrGoneAndNothingIsLeftOfHisWaiting() {
    try (var alan = hostWithWaitingRoom()) {
      for (int i = 0; i < 5; i++) {
        var guest = "guest-" + (10 + i);
        try (var socket = waiting(second(), guest)) {
          await().atMost(RoomSocket.LIMIT).until(() -> names().size() == 1);
          var id = idOfTheFirst();
          var going = CompletableFuture.runAsync(() -> socket.send("leave", Json.of()));
          var admitted = first().post(waiting + "/" + id + "/admit", stage.token("alan"), "");
          going.join();
          assertThat(admitted.statusCode()).isIn(200, 404);
          assertThat(socket.awaitClose()).isEqualTo(1000);
          await().atMost(RoomSocket.LIMIT).until(() -> names().isEmpty());
        }
      }
      await()
          .atMost(RoomSocket.LIMIT)
          .until(() -> alan.received("user-left").size() == alan.received("user-joined").size());
    }
  }

  @Test
  void aMeetingThatNeedsItsHostBeginsWithHimForThoseWhoWaited() {
    host("require_host_to_start", true).close();
    var form = "{\"settings\": {\"max_participants\": 5}}";
    Doors.body(first().send("PATCH", rest, stage.token("alan"), form), 200);
    Doors.body(first().post(rest + "/close", stage.token("alan"), ""), 200);
    Doors.body(first().post(rest + "/reopen", stage.token("alan"), ""), 200);
    try (var barbara = knocking(second(), "barbara")) {
      assertThat(barbara.await("join-pending").getString("reason")).isEqualTo("host-absent");
      try (var alan = first().enter(room, stage.token("alan"))) {
        assertThat(alan.joined().getString("role")).isEqualTo("host");
        barbara.await("joined");
      }
    }
  }

  @Test
  void whoeverIsNoMemberAsksForApprovalWhereThatIsTheRule() {
    var form = Json.of("room_id", room, "name", "Club", "access", "approval");
    Doors.body(first().post("/webrtc/rooms", stage.token("alan"), form.toString()), 201);
    var code =
        Doors.body(first().post(rest + "/invitation", stage.token("alan"), ""), 201)
            .getString("code");
    var invited = Json.of("code", code).toString();
    Doors.body(first().post(rest + "/join-by-invitation", stage.token("grace"), invited), 200);
    try (var alan = first().enter(room, stage.token("alan"));
        var grace = second().enter(room, stage.token("grace"));
        var barbara = knocking(second(), "barbara")) {
      assertThat(barbara.await("join-pending").getString("reason")).isEqualTo("approval");
      alan.await("waiting-room-join");
      Doors.body(first().post(rest + "/join-by-invitation", stage.token("barbara"), invited), 200);
      assertThat(barbara.await("joined").getString("role")).isEqualTo("participant");
      assertThat(grace.isOpen()).isTrue();
    }
  }
}
