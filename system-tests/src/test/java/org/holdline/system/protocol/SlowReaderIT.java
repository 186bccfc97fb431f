package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.holdline.system.wire.UnreadSocket;
import org.junit.jupiter.api.Test;

/** Who does not read is cut off, costs a bounded heap, and gets everything when he comes back. */
@OnStage
class SlowReaderIT {
  private static final int TALK_MAX = 450;
  private static final String LONG_TEXT = "x".repeat(9_900);
  private static final String SLOW = "holdline_closes_total{code=\"4008\"}";

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final List<String> said = new ArrayList<>();

  SlowReaderIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  /** A sign of life now and then: he is there, he only does not read. */
  private static JsonObject ping() {
    return Json.of("type", "ping", "payload", Json.of("background", true));
  }

  private void say(RoomSocket by, int number) {
    var text = number + " " + LONG_TEXT;
    said.add(text);
    by.awaitAck(by.say(text));
  }

  private double slowCloses(Figures before) {
    return Figures.of(doors, stage.token("ada")).since(before, SLOW);
  }

  @Test
  void whoDoesNotReadIsClosedAsSlowAndCatchesUpByReplay() throws Exception {
    var before = Figures.of(doors, stage.token("ada"));
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = new UnreadSocket(stage.direct(), room, stage.token("alan"))) {
      alan.send(
          Json.of("type", "join", "payload", Json.of("client_id", "unread", "background", true)));
      var joined = alan.await("joined");
      int number = 0;
      while (number < TALK_MAX && ada.received("participant-update").isEmpty()) {
        say(ada, number++);
        if (number % 50 == 0) {
          alan.send(ping());
        }
      }
      assertThat(number).as("the queue is full before all was said").isLessThan(TALK_MAX);
      var told = new ArrayList<JsonObject>();
      alan.readToTheEnd(told).ifPresent(code -> assertThat(code).isEqualTo(4008));
      await().atMost(RoomSocket.LIMIT).until(() -> slowCloses(before) > 0);
      catchesUp(ada, joined, told);
    }
  }

  private void catchesUp(RoomSocket ada, JsonObject joined, List<JsonObject> told) {
    long reached =
        told.stream()
            .filter(each -> each.containsKey("seq"))
            .mapToLong(each -> each.getJsonNumber("seq").longValue())
            .max()
            .orElse(joined.getJsonNumber("sequence").longValue());
    try (var again =
        doors.enter(
            room,
            stage.token("alan"),
            Map.of(
                "client_id",
                "unread",
                "resume_token",
                joined.getString("resume_token"),
                "epoch",
                joined.getString("epoch"),
                "last_sequence",
                reached))) {
      assertThat(again.await("reconnection-detected").getBoolean("truncated")).isFalse();
      again.settle(ada.awaitAck(ada.say("after")).getJsonNumber("sequence").longValue());
      said.add("after");
      var heard = new ArrayList<>(contents(told));
      heard.addAll(again.said());
      assertThat(heard).isEqualTo(said);
    }
  }

  private static List<String> contents(List<JsonObject> told) {
    return told.stream()
        .filter(each -> each.getString("type").equals("chat-message"))
        .map(each -> each.getJsonObject("payload").getString("content"))
        .toList();
  }
}
