package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Realm;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RefusedException;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into a room, and who does not. */
@OnStage
class AdmissionIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();

  AdmissionIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private RefusedException refused(String pathAndQuery, Map<String, String> headers) {
    var refused =
        catchThrowableOfType(
            RefusedException.class, () -> doors.open(pathAndQuery, headers, "holdline.v1").close());
    assertThat(refused).as("nobody is let in at " + pathAndQuery).isNotNull();
    return refused;
  }

  private RefusedException refused(String token) {
    return refused("/webrtc/ws/" + room, Map.of("Authorization", "Bearer " + token));
  }

  private static String code(String problem) {
    return Json.object(problem).getString("code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/webrtc/ws/", "/api/webrtc/ws/"})
  void bothPrefixesLeadIntoTheSameRoom(String path) {
    try (var direct = doors.enter(room, stage.token("ada"));
        var other =
            doors.open(
                path + room,
                Map.of("Authorization", "Bearer " + stage.token("alan")),
                "holdline.v1")) {
      other.join(Map.of());
      assertThat(other.subprotocol()).isEqualTo("holdline.v1");
      assertThat(other.joined().getString("username")).isEqualTo("Alan Turing");
      assertThat(direct.await("user-joined").getString("user_id")).isEqualTo(other.userId());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20blank", "a.dot", "%C3%A4umlaut", "a%2Aasterisk"})
  void aRoomIdOutsideItsFormIs400AndNothingIsCreated(String id) {
    var answer =
        refused("/webrtc/ws/" + id, Map.of("Authorization", "Bearer " + stage.token("ada")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer.body())).isEqualTo("invalid_room_id");
    assertThat(doors.get("/webrtc/rooms/" + id + "/participants", stage.token("ada")).statusCode())
        .isEqualTo(400);
    assertThat(stage.redisKeys(id.replaceAll(".*\\W|%..", ""))).isEmpty();
  }

  @Test
  void aRoomIdOfMoreThanAHundredCharactersIs400AndNothingIsCreated() {
    var id = "long".repeat(25) + "x";
    var answer =
        refused("/webrtc/ws/" + id, Map.of("Authorization", "Bearer " + stage.token("ada")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(stage.redisKeys(id)).isEmpty();
    doors.enter(id.substring(1), stage.token("ada")).close();
  }

  @Test
  void tokensThatDoNotCountHereAre401AndLeaveNoTrace() {
    var none = refused("/webrtc/ws/" + room, Map.of());
    assertThat(none.status()).isEqualTo(401);
    assertThat(code(none.body())).isEqualTo("unauthorized");
    var good = stage.token("ada");
    for (var token :
        List.of(
            "no-token",
            good.substring(0, good.length() - 8) + "AAAAAAAA",
            stage.realm().foreignToken(),
            stage.realm().tokenForElsewhere("ada"))) {
      var answer = refused(token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(code(answer.body())).isEqualTo("invalid_token");
      assertThat(doors.get("/webrtc/config", token).statusCode()).isEqualTo(401);
      assertThat(doors.post("/webrtc/tickets", token, "{}").statusCode()).isEqualTo(401);
    }
    assertThat(doors.getOpenly("/webrtc/config").statusCode()).isEqualTo(401);
    assertThat(refused("/webrtc/ws/" + room + "?token=" + good, Map.of()).status())
        .as("a token in the address is switched off")
        .isEqualTo(401);
    assertThat(stage.redisKeys(room)).isEmpty();
  }

  @Test
  void aTicketOpensOneDoorOnce() {
    var path = "/webrtc/ws/" + room + "?ticket=" + doors.ticket(stage.token("ada"));
    try (var socket = doors.open(path, Map.of(), "holdline.v1")) {
      socket.join(Map.of());
      assertThat(socket.joined().getString("username")).isEqualTo("Ada Lovelace");
    }
    var again = refused(path, Map.of());
    assertThat(again.status()).isEqualTo(401);
    assertThat(refused("/webrtc/ws/" + room + "?ticket=invented", Map.of()).status())
        .isEqualTo(401);
  }

  @Test
  void whoeverJoinsHasATicketForHisReturnThatServesOnce() {
    var path = "/webrtc/ws/" + room + "?ticket=";
    String before;
    try (var socket =
        doors.open(path + doors.ticket(stage.token("ada")), Map.of(), "holdline.v1")) {
      socket.join(Map.of());
      before = socket.joined().getString("return_ticket");
    }
    try (var socket = doors.open(path + before, Map.of(), "holdline.v1")) {
      socket.join(Map.of());
      assertThat(socket.joined().getString("username")).isEqualTo("Ada Lovelace");
      assertThat(socket.joined().getString("return_ticket")).isNotEqualTo(before);
    }
    assertThat(refused(path + before, Map.of()).status()).isEqualTo(401);
  }

  /** One wait for all that must end by itself. */
  @Test
  void aTicketAndATokenThatHaveEndedAre401() {
    var ticket = Doors.body(doors.post("/webrtc/tickets", stage.token("ada"), "{}"), 201);
    var token = stage.realm().shortToken("ada");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> doors.get("/webrtc/config", token).statusCode() == 401);
    assertThat(code(refused(token).body())).isEqualTo("token_expired");
    var expiresAt = java.time.Instant.parse(ticket.getString("expires_at"));
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> java.time.Instant.now().isAfter(expiresAt.plusMillis(500)));
    var answer = refused("/webrtc/ws/" + room + "?ticket=" + ticket.getString("ticket"), Map.of());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(stage.redisKeys(room)).isEmpty();
  }

  @Test
  void aPageFromElsewhereIsNotLetIn() {
    var answer =
        refused(
            "/webrtc/ws/" + room + "?ticket=" + doors.ticket(stage.token("ada")),
            Map.of("Origin", "https://elsewhere.example"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer.body())).isEqualTo("origin_not_allowed");
    var own = Stage.through(stage.firstLine()).toString();
    doors
        .open(
            "/webrtc/ws/" + room + "?ticket=" + doors.ticket(stage.token("ada")),
            Map.of("Origin", own),
            "holdline.v1")
        .close();
  }

  @RepeatedTest(5)
  void ofTwoWhoComeFirstAtTheSameTimeExactlyOneIsHost() throws Exception {
    var users = List.of("alan", "barbara");
    var sockets = together(users.stream().map(user -> joining(stage.token(user))).toList());
    try {
      assertThat(sockets.stream().map(socket -> socket.joined().getString("role")))
          .containsExactlyInAnyOrder("host", "participant");
      var host =
          sockets.stream().filter(s -> s.joined().getString("role").equals("host")).findFirst();
      var participants =
          Doors.body(
              doors.get("/webrtc/rooms/" + room + "/participants", stage.token("alan")), 200);
      assertThat(roles(participants)).containsExactlyInAnyOrder("host", "participant");
      assertThat(host.orElseThrow().await("room-state").getString("host_id"))
          .isEqualTo(host.orElseThrow().userId());
    } finally {
      sockets.forEach(RoomSocket::close);
    }
  }

  private static Stream<String> roles(JsonObject participants) {
    return participants.getJsonArray("participants").getValuesAs(JsonObject.class).stream()
        .map(each -> each.getString("role"));
  }

  @Test
  void ofTenTooManyWhoComeAtTheSameTimeTenAreRefusedWithoutATrace() throws Exception {
    var tokens = Realm.guests().stream().map(stage::token).toList();
    var sockets = together(tokens.stream().map(this::joining).toList());
    try {
      var in = sockets.stream().filter(socket -> !socket.received("joined").isEmpty()).toList();
      assertThat(in).hasSize(Stage.PARTICIPANTS_MAX);
      for (var out : sockets) {
        if (!in.contains(out)) {
          assertThat(out.awaitClose()).isEqualTo(4403);
          assertThat(out.await("error").getString("code")).isEqualTo("room_full");
        }
      }
      var listed = Doors.body(doors.get("/webrtc/rooms/" + room + "/participants", guest(in)), 200);
      assertThat(listed.getInt("participant_count")).isEqualTo(Stage.PARTICIPANTS_MAX);
      assertThat(roles(listed).filter("host"::equals)).hasSize(1);
      long top = in.stream().mapToLong(RoomSocket::sequence).max().orElseThrow();
      in.forEach(socket -> socket.settle(top));
      var users = in.stream().map(RoomSocket::userId).toList();
      for (var socket : in) {
        assertThat(socket.received("user-joined"))
            .allSatisfy(each ->
                assertThat(users).contains(each.getJsonObject("payload").getString("user_id")));
        assertThat(socket.received("user-left")).isEmpty();
      }
      assertThat(stage.redisKeys("state:{" + room + "}:")).hasSize(Stage.PARTICIPANTS_MAX);
    } finally {
      sockets.forEach(RoomSocket::close);
    }
  }

  /** A token of somebody who is in. */
  private String guest(List<RoomSocket> in) {
    var name = in.getFirst().joined().getString("username").split(" ", 2)[0];
    return stage.token(name);
  }

  /** Connects, says join, and returns when the server has said yes or no. */
  private Callable<RoomSocket> joining(String token) {
    return () -> {
      var socket = doors.sdk(room, token);
      socket.join(Map.of());
      socket.awaitEnvelope(each -> List.of("joined", "error").contains(each.getString("type")));
      return socket;
    };
  }

  private static <T> List<T> together(List<Callable<T>> works) throws Exception {
    var start = new CountDownLatch(works.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = new ArrayList<Future<T>>();
      for (var work : works) {
        started.add(
            threads.submit(() -> {
              start.countDown();
              start.await();
              return work.call();
            }));
      }
      var done = new ArrayList<T>();
      for (var future : started) {
        done.add(future.get());
      }
      return done;
    }
  }
}
