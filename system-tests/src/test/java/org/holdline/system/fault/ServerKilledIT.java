package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** A server that ends in the middle of a sentence. */
@OnStage
class ServerKilledIT {
  private static final int MESSAGES = 200;
  private static final int SPOKEN_BEFORE = 20;
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Stage stage;
  private final String room = Doors.newRoom();

  ServerKilledIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void whatWasSaidArrivesOnceInOrderOnBothSides() throws Exception {
    try (var own = OwnServer.start(stage, "server-killed", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      killWhileTheySpeak(own, ada, alan);
      own.startAgain();
      try (var adaAgain = own.resume(room, stage.token("ada"), ada);
          var alanAgain = own.resume(room, stage.token("alan"), alan)) {
        int resent = sayAgain(ada, adaAgain, "ada") + sayAgain(alan, alanAgain, "alan");
        assertThat(resent).as("the server died in the middle").isPositive();
        heard(alan, alanAgain, "ada");
        heard(ada, adaAgain, "alan");
        assertThat(adaAgain.sessionId()).isEqualTo(ada.sessionId());
        for (var socket : List.of(ada, alan, adaAgain, alanAgain)) {
          assertThat(socket.received("user-left")).isEmpty();
        }
      }
    }
  }

  @Test
  void whoeverStaysAwayHasLeftOnceAfterTheGrace() throws Exception {
    var shortGrace = Map.of("HOLDLINE_SESSION_GRACE", GRACE.toString());
    try (var own = OwnServer.start(stage, "short-grace", shortGrace);
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      ada.await("user-joined");
      var userId = alan.userId();
      var since = System.nanoTime();
      alan.cut();
      assertThat(ada.await("user-left").getString("user_id")).isEqualTo(userId);
      assertThat(Duration.ofNanos(System.nanoTime() - since))
          .isGreaterThanOrEqualTo(GRACE.minusMillis(100));
      ada.awaitAck(ada.say("alone"));
      var quietFrom = System.nanoTime();
      await()
          .atMost(GRACE.multipliedBy(3))
          .until(() -> {
            ada.settle(0);
            return System.nanoTime() - quietFrom >= GRACE.toNanos();
          });
      assertThat(ada.received("user-left")).hasSize(1);
    }
  }

  private static void killWhileTheySpeak(OwnServer own, RoomSocket ada, RoomSocket alan) {
    var speaking =
        List.of(
            CompletableFuture.runAsync(() -> speak(ada, "ada")),
            CompletableFuture.runAsync(() -> speak(alan, "alan")));
    await()
        .atMost(RoomSocket.LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            ada.received("ack").size() >= SPOKEN_BEFORE
                && alan.received("ack").size() >= SPOKEN_BEFORE);
    own.kill();
    speaking.forEach(ServerKilledIT::ended);
    ada.awaitClose();
    alan.awaitClose();
  }

  private static void ended(CompletableFuture<Void> speaking) {
    try {
      speaking.join();
    } catch (CompletionException cutShort) {
      assertThat(cutShort.getCause()).isNotInstanceOf(AssertionError.class);
    }
  }

  private static void speak(RoomSocket socket, String who) {
    IntStream.range(0, MESSAGES).forEach(i -> say(socket, who, i));
  }

  private static void say(RoomSocket socket, String who, int i) {
    socket.send(id(who, i), "chat-message", Json.of("content", id(who, i)));
  }

  private static String id(String who, int i) {
    return who + "-" + i;
  }

  /** As the SDK does: what has no ack is sent again with the ids and in the order of before. */
  private static int sayAgain(RoomSocket before, RoomSocket again, String who) {
    var acknowledged =
        before.received("ack").stream()
            .map(ack -> ack.getJsonObject("payload").getString("id"))
            .toList();
    var open = IntStream.range(0, MESSAGES).filter(i -> !acknowledged.contains(id(who, i))).boxed();
    var resent = open.toList();
    resent.forEach(i -> say(again, who, i));
    resent.forEach(i -> again.awaitAck(id(who, i)));
    return resent.size();
  }

  private static void heard(RoomSocket before, RoomSocket after, String speaker) {
    var expected = IntStream.range(0, MESSAGES).mapToObj(i -> id(speaker, i)).toList();
    await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> before.said().size() + after.said().size() >= MESSAGES);
    var heard = new ArrayList<>(before.said());
    heard.addAll(after.said());
    assertThat(heard).containsExactlyElementsOf(expected);
  }
}
