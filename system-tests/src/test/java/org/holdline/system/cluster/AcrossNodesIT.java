package org.holdline.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** One room on two nodes: what is said, and where a session goes on. */
@InCluster
class AcrossNodesIT {
  private static final int MESSAGES = 200;

  private final Stage stage;
  private final Nodes nodes;
  private final String room = Doors.newRoom();

  AcrossNodesIT(Stage stage, Nodes nodes) {
    this.stage = stage;
    this.nodes = nodes;
  }

  private RoomSocket enter(Nodes.Node node, String user) {
    return confirmed(node.doors().enter(room, stage.token(user)));
  }

  private RoomSocket resume(Nodes.Node node, String user, RoomSocket before) {
    return confirmed(node.doors().enter(room, stage.token(user), back(before)));
  }

  private static RoomSocket confirmed(RoomSocket socket) {
    socket.acknowledge(socket.joined().getJsonNumber("sequence").longValue());
    return socket;
  }

  private static Map<String, Object> back(RoomSocket before) {
    return Map.of(
        "client_id", before.clientId(),
        "resume_token", before.resumeToken(),
        "epoch", before.epoch(),
        "last_sequence", before.sequence());
  }

  private static List<String> say(RoomSocket socket, String what, int count) {
    var said = IntStream.range(0, count).mapToObj(i -> what + "-" + i).toList();
    var ids = said.stream().map(socket::say).toList();
    ids.forEach(socket::awaitAck);
    return said;
  }

  private static void heard(List<String> expected, RoomSocket... sockets) {
    await().atMost(RoomSocket.LIMIT).until(() -> said(sockets).size() >= expected.size());
    assertThat(said(sockets)).containsExactlyElementsOf(expected);
    for (var socket : sockets) {
      assertThat(socket.received("user-left")).isEmpty();
    }
  }

  private static List<String> said(RoomSocket... sockets) {
    return Stream.of(sockets).flatMap(socket -> socket.said().stream()).toList();
  }

  @Test
  void bothHearEachOtherAndAThirdHearsAllInOneOrder() {
    try (var ada = enter(nodes.first(), "ada");
        var alan = enter(nodes.second(), "alan");
        var barbara = enter(nodes.first(), "barbara");
        var grace = enter(nodes.second(), "grace")) {
      var speaking = CompletableFuture.supplyAsync(() -> say(alan, "alan", MESSAGES));
      var fromAda = say(ada, "ada", MESSAGES);
      heard(fromAda, alan);
      heard(speaking.join(), ada);
      await().atMost(RoomSocket.LIMIT).until(() -> barbara.said().size() >= 2 * MESSAGES);
      await().atMost(RoomSocket.LIMIT).until(() -> grace.said().size() >= 2 * MESSAGES);
      assertThat(barbara.said()).isEqualTo(grace.said()).hasSize(2 * MESSAGES);
    }
  }

  @Test
  void aSessionGoesOnOnTheOtherNodeAfterACleanClose() {
    try (var ada = enter(nodes.first(), "ada");
        var alan = enter(nodes.first(), "alan")) {
      var all = new ArrayList<>(say(ada, "before", 3));
      heard(all, alan);
      alan.cut();
      all.addAll(say(ada, "meanwhile", 20));
      try (var again = resume(nodes.second(), "alan", alan)) {
        all.addAll(say(ada, "after", 3));
        heard(all, alan, again);
        assertThat(again.sessionId()).isEqualTo(alan.sessionId());
        assertThat(ada.received("user-left")).isEmpty();
      }
    }
  }

  @Test
  void aSessionGoesOnOnTheOtherNodeWhileItsOldSocketIsHalfOpen() {
    try (var line = FaultProxy.to(nodes.first().port());
        var ada = enter(nodes.second(), "ada");
        var alan = confirmed(new Doors(Stage.through(line)).enter(room, stage.token("alan")))) {
      var all = new ArrayList<>(say(ada, "before", 3));
      heard(all, alan);
      line.fallSilent();
      all.addAll(say(ada, "meanwhile", 20));
      try (var again = resume(nodes.second(), "alan", alan)) {
        all.addAll(say(ada, "after", 3));
        heard(all, alan, again);
        heard(say(again, "from alan", 3), ada);
        assertThat(again.sessionId()).isEqualTo(alan.sessionId());
      }
    }
  }

  @Test
  void aSessionGoesOnOnTheOtherNodeAfterItsNodeWasKilled() {
    var node = nodes.first();
    try (var ada = enter(nodes.second(), "ada");
        var alan = enter(node, "alan")) {
      var all = new ArrayList<>(say(ada, "before", 3));
      heard(all, alan);
      node.kill();
      alan.awaitClose();
      all.addAll(say(ada, "meanwhile", 20));
      try (var again = resume(nodes.second(), "alan", alan)) {
        all.addAll(say(ada, "after", 3));
        heard(all, alan, again);
        assertThat(again.sessionId()).isEqualTo(alan.sessionId());
        assertThat(ada.received("user-left")).isEmpty();
      }
    } finally {
      node.startAgain();
    }
  }

  @Test
  void oneOfTwoWhoComeAtTheSameInstantHoldsTheSession() {
    try (var ada = enter(nodes.first(), "ada");
        var alan = enter(nodes.second(), "alan")) {
      alan.cut();
      var token = stage.token("alan");
      var left = nodes.first().doors().sdk(room, token);
      var right = nodes.second().doors().sdk(room, token);
      try (left;
          right) {
        var joining = CompletableFuture.runAsync(() -> left.join(back(alan)));
        right.join(back(alan));
        joining.join();
        var joined = Stream.of(left, right).map(RoomSocket::joined).toList();
        var older = joined.getFirst().getInt("generation") < joined.getLast().getInt("generation");
        var holder = older ? right : left;
        var other = older ? left : right;
        assertThat(other.awaitClose()).isEqualTo(4001);
        heard(say(ada, "to whoever holds it", 5), holder);
        assertThat(holder.isOpen()).isTrue();
        assertThat(ada.received("user-left")).isEmpty();
      }
    }
  }
}
