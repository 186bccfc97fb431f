package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** Redis that does not answer, or dies and comes back with what it had written. */
@OnStage
class RedisAwayIT {
  private static final Duration FROZEN = Duration.ofSeconds(4);
  private static final Duration PONG_LIMIT = Duration.ofSeconds(1);

  /** Some wait while the first is tried. */
  private static final List<String> BURST =
      IntStream.range(0, 20).mapToObj(i -> "burst-" + i).toList();

  private static final Duration LIVE_AGAIN = Duration.ofSeconds(10);

  private final Stage stage;
  private final String room = Doors.newRoom();

  RedisAwayIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void whatIsRefusedMeanwhileIsAcceptedOnceAfterwards() throws Exception {
    try (var own = OwnServer.start(stage, "redis-away", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      said(ada, "before");
      refusedWhileFrozen(own, ada, alan);
      own.awaitHealth(200);
      acceptedInTheEnd(ada, "asleep-1", "asleep-1");
      acceptedInTheEnd(ada, "asleep-2", "asleep-2");
      acceptedInTheEnd(alan, "answer", "answer");
      BURST.forEach(each -> say(ada, each, each));
      BURST.forEach(ada::awaitAck);
      said(ada, "after");
      await().atMost(RoomSocket.LIMIT).until(() -> alan.said().contains("after"));
      assertThat(alan.said())
          .startsWith("before", "asleep-1", "asleep-2")
          .containsSubsequence(BURST)
          .endsWith("after")
          .hasSize(4 + BURST.size());
      await().atMost(RoomSocket.LIMIT).until(() -> ada.said().contains("answer"));
      assertThat(ada.said()).containsExactly("answer");
      killedAndStartedAgain(own, ada, alan);
    }
  }

  private static void refusedWhileFrozen(OwnServer own, RoomSocket ada, RoomSocket alan) {
    own.freezeRedis();
    try {
      var since = System.nanoTime();
      say(ada, "asleep-1", "asleep-1");
      refused(ada, "asleep-1");
      say(ada, "asleep-2", "asleep-2");
      refused(ada, "asleep-2");
      say(alan, "answer", "answer");
      refused(alan, "answer");
      BURST.forEach(each -> say(ada, each, each));
      BURST.forEach(each -> refused(ada, each));
      own.awaitHealth(503);
      assertThat(own.down()).contains("redis");
      await()
          .atMost(FROZEN.multipliedBy(3))
          .until(() -> {
            answersPings(ada);
            answersPings(alan);
            return System.nanoTime() - since >= FROZEN.toNanos();
          });
      await().atMost(RoomSocket.LIMIT).until(() -> own.down().contains("delivery"));
      assertThat(ada.isOpen() && alan.isOpen()).isTrue();
    } finally {
      own.thawRedis();
    }
  }

  private void killedAndStartedAgain(OwnServer own, RoomSocket ada, RoomSocket alan)
      throws InterruptedException {
    List<String> acknowledged = new ArrayList<>(alan.said());
    for (int i = 0; i < 20; i++) {
      said(ada, "kept-" + i);
      acknowledged.add("kept-" + i);
    }
    own.killRedis();
    say(ada, "nowhere", "nowhere");
    refused(ada, "nowhere");
    answersPings(ada);
    nothingIsSaidToBeDone(own);
    own.startRedis();
    acceptedInTheEnd(ada, "nowhere", "nowhere");
    acknowledged.add("nowhere");
    await().atMost(LIVE_AGAIN).until(() -> alan.said().contains("nowhere"));
    assertThat(alan.said()).containsExactlyElementsOf(acknowledged);
    assertThat(ada.isOpen() && alan.isOpen()).isTrue();
    var position = alan.sequence();
    alan.cut();
    said(ada, "to somebody who is away");
    try (var again = own.resume(room, stage.token("alan"), alan)) {
      var told = again.await("reconnection-detected");
      assertThat(told.getBoolean("truncated")).isFalse();
      assertThat(told.getJsonNumber("from_sequence").longValue()).isEqualTo(position);
      await()
          .atMost(LIVE_AGAIN)
          .untilAsserted(() -> assertThat(again.said()).containsExactly("to somebody who is away"));
    }
    assertThat(ada.received("user-left")).isEmpty();
  }

  /** What would have to be written is refused aloud; what needs no Redis is answered. */
  private void nothingIsSaidToBeDone(OwnServer own) {
    var token = stage.token("ada");
    var inside = "/webrtc/rooms/" + room;
    var quality = "{\"latency_ms\":1,\"packet_loss_percent\":0,\"jitter_ms\":1}";
    for (var answer :
        List.of(
            own.doors().post("/webrtc/tickets", token, "{}"),
            own.doors().post(inside + "/connection-quality", token, quality),
            own.doors().post(inside + "/participants/somebody/kick", token, "{}"),
            own.doors().post(inside + "/participants/somebody/ban", token, "{}"),
            own.doors().delete(inside + "/bans/somebody", token),
            own.doors().get("/webrtc/stats", token))) {
      assertThat(Doors.body(answer, 503).getString("code")).isEqualTo("redis_unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).doesNotContain("jedis", "Exception");
    }
    assertThat(own.doors().get("/webrtc/config", token).statusCode()).isEqualTo(200);
    assertThat(own.doors().getOpenly("/webrtc/health").body()).doesNotContain("Exception");
  }

  private static void refused(RoomSocket socket, String id) {
    var problem = socket.awaitError(id);
    assertThat(problem.getString("code")).isEqualTo("redis_unavailable");
    assertThat(problem.getInt("retry_after")).isPositive();
  }

  private static void answersPings(RoomSocket socket) {
    var since = System.nanoTime();
    var id = socket.send("ping", Json.of());
    socket.awaitEnvelope(each ->
        each.getString("type").equals("pong")
            && each.getJsonObject("payload").getString("id", "").equals(id));
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PONG_LIMIT);
  }

  private static void said(RoomSocket socket, String content) {
    socket.awaitAck(socket.say(content));
  }

  private static void say(RoomSocket socket, String id, String content) {
    socket.send(id, "chat-message", Json.of("content", content));
  }

  /** Sends it with the same id until it is acknowledged, as the SDK does. */
  static void acceptedInTheEnd(RoomSocket socket, String id, String content) {
    await()
        .atMost(LIVE_AGAIN)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          say(socket, id, content);
          return isAcknowledged(socket, id);
        });
  }

  private static boolean isAcknowledged(RoomSocket socket, String id) {
    return socket.received("ack").stream()
        .anyMatch(ack -> ack.getJsonObject("payload").getString("id").equals(id));
  }
}
