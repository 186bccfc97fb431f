package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that ends in the middle of a sentence. */
@OnStage
class ServerKilledIT {
  private static final int SPOKEN_BEFORE = 100;
  private static final int UNANSWERED_MAX = 32;
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Stage stage;
  private final String room = Doors.newRoom();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ServerKilledIT(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whatWasSaidArrivesOnceInOrderOnBothSides() throws Exception {
    try (var own = OwnServer.start(stage, "server-killed", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      var said = killWhileTheySpeak(own, ada, alan);
      own.startAgain();
      try (var adaAgain = own.resume(room, stage.token("ada"), ada);
          var alanAgain = own.resume(room, stage.token("alan"), alan)) {
        sayAgain(said.get(0), ada, adaAgain);
        sayAgain(said.get(1), alan, alanAgain);
        heard(said.get(0), alan, alanAgain);
        heard(said.get(1), ada, adaAgain);
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

  /** Kills it while both have messages on the way. Answers what each has said. */
  private List<List<String>> killWhileTheySpeak(OwnServer own, RoomSocket ada, RoomSocket alan) {
    var speaking =
        List.of(
            CompletableFuture.supplyAsync(() -> speakUntilTheLineBreaks(ada, "ada"), threads),
            CompletableFuture.supplyAsync(() -> speakUntilTheLineBreaks(alan, "alan"), threads));
    await()
        .atMost(RoomSocket.LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            ada.received("ack").size() >= SPOKEN_BEFORE
                && alan.received("ack").size() >= SPOKEN_BEFORE);
    own.kill();
    ada.awaitClose();
    alan.awaitClose();
    return speaking.stream().map(CompletableFuture::join).toList();
  }

  /** The last of them has no ack: whoever speaks never waits for all that he has said. */
  private static List<String> speakUntilTheLineBreaks(RoomSocket socket, String who) {
    var said = new ArrayList<String>();
    while (socket.isOpen()) {
      if (said.size() - socket.received("ack").size() < UNANSWERED_MAX) {
        said.add(who + "-" + said.size());
        try {
          say(socket, said.getLast());
        } catch (IllegalStateException broken) {
          return said;
        }
      } else {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return said;
  }

  private static void say(RoomSocket socket, String id) {
    socket.send(id, "chat-message", Json.of("content", id));
  }

  /** As the SDK does: what has no ack is sent again with the ids and in the order of before. */
  private static void sayAgain(List<String> said, RoomSocket before, RoomSocket again) {
    var acknowledged =
        before.received("ack").stream()
            .map(ack -> ack.getJsonObject("payload").getString("id"))
            .toList();
    var open = said.stream().filter(id -> !acknowledged.contains(id)).toList();
    assertThat(open).as("on the way when the server died").isNotEmpty();
    open.forEach(id -> say(again, id));
    open.forEach(again::awaitAck);
  }

  private static void heard(List<String> said, RoomSocket before, RoomSocket after) {
    await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> before.said().size() + after.said().size() >= said.size());
    var heard = new ArrayList<>(before.said());
    heard.addAll(after.said());
    assertThat(heard).containsExactlyElementsOf(said);
  }
}
