package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Realm;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Budgets as callers meet them, on a node with those of the product but for REST and addresses. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final int CHATS = 60;
  private static final int CALLS = 40;
  private static final int HANDS = 5;
  private static final int CONNECTIONS = 6;

  private final Stage stage;
  private final String room = Doors.newRoom();
  private HoldlineServer server;
  private Doors doors;

  LimitsIT(Stage stage) {
    this.stage = stage;
  }

  @BeforeAll
  void start() throws InterruptedException {
    var common = stage.settings();
    var settings =
        new HoldlineSettings(
                Path.of("target", "limits").toAbsolutePath(),
                Ports.free(),
                common.environment(),
                common.jvmOptions(),
                null)
            .with("HOLDLINE_LIMITS", "api_call=" + CALLS + "/PT1M,address_call=off")
            .with("HOLDLINE_CONNECTIONS_PER_ADDRESS_MAX", Integer.toString(CONNECTIONS));
    server = HoldlineServer.start(settings);
    doors = new Doors(URI.create(server.url()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String token(int person) {
    return stage.token(Realm.HASTY.get(person));
  }

  private static String batch(List<JsonObject> envelopes) {
    return envelopes.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]"));
  }

  private static List<JsonObject> chats(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n ->
            Json.of("type", "chat-message", "id", "c" + n, "payload", Json.of("content", "" + n)))
        .toList();
  }

  @Test
  void ofABatchAsManyPassAsTheBudgetHasAndTheSocketStays() {
    try (var hasty = doors.enter(room, token(0));
        var other = doors.enter(room, token(1))) {
      hasty.sendFrame(batch(chats(0, 200)));
      var refusal = hasty.awaitError("c199");
      assertThat(refusal.getString("code")).isEqualTo("rate_limit_exceeded");
      assertThat(refusal.getInt("retry_after")).isBetween(1, 63);
      assertThat(refusal.getJsonObject("details").getString("limit_type"))
          .isEqualTo("chat_message");
      assertThat(hasty.received("ack")).hasSize(CHATS);
      assertThat(hasty.received("error")).hasSize(200 - CHATS);
      other.awaitAck(other.say("I am not in a hurry"));
      other.settle(hasty.awaitAck("c" + (CHATS - 1)).getJsonNumber("sequence").longValue());
      assertThat(other.said())
          .containsExactlyElementsOf(
              IntStream.range(0, CHATS).mapToObj(Integer::toString).toList());
      assertThat(hasty.isOpen()).isTrue();
      var status = doors.get("/webrtc/rate-limits/chat_message/status", token(0));
      var shown = Doors.body(status, 200);
      assertThat(shown.getInt("limit")).isEqualTo(CHATS);
      assertThat(shown.getInt("used")).isEqualTo(CHATS);
      assertThat(shown.getInt("remaining")).isZero();
      assertThat(shown.getInt("window_seconds")).isEqualTo(60);
    }
  }

  /** There is no second way around a budget; saying again what is so costs nothing. */
  @Test
  void aHandCostsTheSameAmongAllElseThatSomebodySaysOfHimself() {
    try (var hasty = doors.enter(room, token(1))) {
      var info = "/webrtc/rooms/" + room + "/participants/" + hasty.userId() + "/info";
      for (int i = 0; i < HANDS; i++) {
        Doors.body(doors.post(info, token(1), hand(i % 2 == 0)), 200);
      }
      Doors.body(doors.post(info, token(1), hand(true)), 200);
      var refusal = Doors.body(doors.post(info, token(1), hand(false)), 429);
      assertThat(refusal.getJsonObject("details").getString("limit_type")).isEqualTo("hand_raise");
    }
  }

  private static String hand(boolean up) {
    return Json.of("hand_raised", up).toString();
  }

  /**
   * 19 others: a description and thirty candidates for each, and the same from a second network.
   */
  @Test
  void joiningAMeshOfTwentyDropsNoCandidate() {
    try (var newcomer = doors.enter(room, token(2));
        var peer = doors.enter(room, token(3))) {
      int signals = 19 * 31 * 2;
      for (int from = 0; from < signals; from += 100) {
        newcomer.sendFrame(batch(candidates(from, Math.min(from + 100, signals), peer)));
      }
      newcomer.awaitAck("s" + (signals - 1));
      assertThat(newcomer.received("error")).isEmpty();
      newcomer.awaitAck(newcomer.say("and there is enough left to talk"));
    }
  }

  private static List<JsonObject> candidates(int from, int to, RoomSocket peer) {
    return IntStream.range(from, to)
        .mapToObj(n ->
            Json.of(
                "type",
                "ice-candidate",
                "id",
                "s" + n,
                "payload",
                Json.of(
                    "candidate",
                    "candidate:" + n,
                    "sdp_mid",
                    "0",
                    "target_user_id",
                    peer.userId(),
                    "target_session_id",
                    peer.sessionId())))
        .toList();
  }

  private static int header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).map(Integer::valueOf).orElse(-1);
  }

  @Test
  void callersAreToldWhatIsLeftAndWhenToComeAgain() {
    var first = doors.get("/webrtc/config", token(2));
    assertThat(header(first, "RateLimit-Limit")).isEqualTo(CALLS);
    assertThat(header(first, "RateLimit-Remaining")).isEqualTo(CALLS - 1);
    assertThat(header(first, "RateLimit-Reset")).isBetween(1, 63);
    assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo(CALLS - 1);
    var answers =
        IntStream.range(1, CALLS + 5).mapToObj(n -> doors.get("/webrtc/config", token(2))).toList();
    assertThat(answers.stream().filter(each -> each.statusCode() == 200)).hasSize(CALLS - 1);
    var last = answers.getLast();
    assertThat(Doors.body(last, 429).getString("code")).isEqualTo("rate_limit_exceeded");
    assertThat(header(last, "Retry-After")).isBetween(1, 63);
    assertThat(header(last, "RateLimit-Remaining")).isZero();
    assertThat(doors.getOpenly("/webrtc/health").headers().map())
        .doesNotContainKey("RateLimit-Limit");
  }

  @Test
  void anUnknownBudgetIsNotFound() {
    for (var name : Set.of("nonsense", "address_call", "room_message", "CHAT_MESSAGE")) {
      var answer = doors.get("/webrtc/rate-limits/" + name + "/status", token(3));
      assertThat(Doors.body(answer, 404).getString("code")).isEqualTo("not_found");
    }
  }

  @Test
  void anAddressHasSoManyConnectionsAndGetsThemBack() {
    var own = Doors.newRoom();
    var open = IntStream.range(0, CONNECTIONS).mapToObj(n -> doors.enter(own, token(3))).toList();
    try (var more = doors.sdk(own, token(3))) {
      assertThat(more.await("error").getString("code")).isEqualTo("max_connections_reached");
      assertThat(more.awaitClose()).isEqualTo(4403);
    } finally {
      open.forEach(RoomSocket::close);
    }
    await().atMost(RoomSocket.LIMIT).until(() -> isLetIn(own));
  }

  /** The server has to notice first that the others are gone. */
  private boolean isLetIn(String own) {
    try (var socket = doors.sdk(own, token(3))) {
      socket.join(Map.of());
      return socket.awaitEnvelope(LimitsIT::isAnswer).getString("type").equals("joined");
    }
  }

  private static boolean isAnswer(JsonObject envelope) {
    return Set.of("joined", "error").contains(envelope.getString("type"));
  }
}
