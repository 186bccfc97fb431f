package org.holdline.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RefusedException;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that are told to stop: they send everybody elsewhere, and nobody is lost. */
@InCluster
class RollingRestartIT {
  private final Stage stage;
  private final Nodes nodes;
  private final String room = Doors.newRoom();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RollingRestartIT(Stage stage, Nodes nodes) {
    this.stage = stage;
    this.nodes = nodes;
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void bothNodesAreRestartedDuringTheCallAndNobodyMissesAWord() {
    var over = new AtomicBoolean();
    try (var balancer = FaultProxy.to(nodes.first().port());
        var ada = regular(balancer, "ada");
        var alan = regular(balancer, "alan");
        var barbara = nodes.second().doors().enter(room, stage.token("barbara"))) {
      var adaSays = CompletableFuture.supplyAsync(() -> speak(ada, "ada", over), threads);
      var alanSays = CompletableFuture.supplyAsync(() -> speak(alan, "alan", over), threads);
      await().atMost(RoomSocket.LIMIT).until(() -> barbara.said().size() > 20);
      restart(balancer, nodes.first(), nodes.second());
      assertThat(barbara.received("user-left")).isEmpty();
      restart(balancer, nodes.second(), nodes.first());
      over.set(true);
      int fromAda = adaSays.join();
      int fromAlan = alanSays.join();
      assertThat(barbara.awaitClose()).isEqualTo(4503);
      heard(ada, "alan", fromAlan);
      heard(alan, "ada", fromAda);
      onRecord();
      System.out.printf(
          "rolling restart: %d and %d messages, lines ended with %s and %s%n",
          fromAda, fromAlan, ada.closeCodes(), alan.closeCodes());
    }
  }

  /** Twice each of two, as complete recoveries from a node that was drained. */
  private void onRecord() {
    var recoveries =
        await().atMost(RoomSocket.LIMIT).until(this::recoveries, found -> found.size() >= 4);
    assertThat(recoveries)
        .allMatch(each -> each.getString("outcome").equals("complete"))
        .anyMatch(each -> each.getString("cause").equals("drained"));
  }

  private List<JsonObject> recoveries() {
    var answer =
        nodes.first().doors().get("/webrtc/recoveries?room_id=" + room, stage.token("ada"));
    return Json.objects(Doors.body(answer, 200).getJsonArray("recoveries"));
  }

  /** The balancer learns of it as soon as the node is red. */
  private void restart(FaultProxy balancer, Nodes.Node node, Nodes.Node other) {
    var stopping = CompletableFuture.runAsync(node::stop, threads);
    await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> node.doors().getOpenly("/health/ready").statusCode() == 503);
    balancer.switchTo(other.port());
    stopping.join();
    node.startAgain();
    node.awaitReady();
  }

  private Regular regular(FaultProxy balancer, String user) {
    return new Regular(new Doors(Stage.through(balancer)), room, stage.token(user));
  }

  private static int speak(Regular who, String name, AtomicBoolean over) {
    int said = 0;
    while (!over.get()) {
      who.say(name + "-" + said++);
    }
    return said;
  }

  private static void heard(Regular listener, String speaker, int count) {
    listener.awaitSaid(count);
    assertThat(listener.said())
        .containsExactlyElementsOf(
            IntStream.range(0, count).mapToObj(i -> speaker + "-" + i).toList());
    assertThat(listener.received("user-left")).isEmpty();
    assertThat(listener.closeCodes()).isEqualTo(List.of(4503, 4503));
  }

  @Test
  void aNodeThatStopsRefusesHandshakesAndLeavesTicketsWhole() {
    var node = nodes.first();
    var other = nodes.second().doors();
    var token = stage.token("alan");
    var ticket = node.doors().ticket(token);
    var alan = node.doors().enter(room, token);
    var stopping = CompletableFuture.runAsync(node::stop, threads);
    try {
      await()
          .atMost(RoomSocket.LIMIT)
          .until(() -> node.doors().getOpenly("/health/ready").statusCode() == 503);
      var path = "/webrtc/ws/" + room + "?ticket=" + ticket;
      var refused =
          catchThrowableOfType(
              RefusedException.class, () -> node.doors().open(path, Map.of(), "holdline.v1"));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.retryAfter()).isPositive();
      assertThat(refused.body()).contains("service_unavailable");
      assertThat(node.doors().ticket(token)).isNotEmpty();
      other.open(path, Map.of(), "holdline.v1").close();
      assertThat(alan.awaitClose()).isEqualTo(4503);
      assertThat(alan.closeReason()).startsWith("retry_after=");
    } finally {
      stopping.join();
      node.startAgain();
    }
  }
}
