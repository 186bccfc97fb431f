package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that says more, and faster, than goes into the log at once. */
@OnStage
class SpeechIT {
  private static final int FRAMES = 150;
  private static final Set<String> ANSWERS = Set.of("ack", "error");

  private final RoomSocket ada;
  private final RoomSocket alan;

  SpeechIT(Stage stage) {
    var doors = new Doors(stage.direct());
    var room = Doors.newRoom();
    ada = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
  }

  @AfterEach
  void end() {
    ada.close();
    alan.close();
  }

  private static List<String> texts() {
    return IntStream.range(0, FRAMES).mapToObj(i -> "text " + i).toList();
  }

  private static List<String> answered(RoomSocket socket) {
    return socket.received().stream()
        .filter(each -> ANSWERS.contains(each.getString("type")))
        .map(each -> each.getJsonObject("payload").getString("id"))
        .toList();
  }

  @Test
  void whoLeavesWhileHisFramesWaitHasSaidThemAllBefore() {
    var ids = texts().stream().map(alan::say).toList();
    alan.send("leave", Json.of());
    ada.await("user-left");
    assertThat(ada.said()).isEqualTo(texts());
    var types = ada.received().stream().map(each -> each.getString("type")).toList();
    assertThat(types.lastIndexOf("chat-message")).isLessThan(types.indexOf("user-left"));
    assertThat(alan.awaitClose()).isEqualTo(1000);
    assertThat(answered(alan)).isEqualTo(ids);
  }

  @Test
  void whatIsRefusedInTheMiddleKeepsTheOthersInTheirOrder() {
    var ids = new ArrayList<String>();
    for (var text : texts()) {
      ids.add(alan.say(text));
      ids.add(alan.send("media-control", mute(ada.userId())));
      ids.add(alan.send("media-control", mute("nobody")));
      ids.add(alan.send("chat-edit", Json.of("message_id", "none", "content", "other")));
    }
    ids.add(alan.send("chat-message", Json.of("content", "")));
    var last = alan.awaitAck(alan.say("last"));
    ada.settle(last.getJsonNumber("sequence").longValue());
    assertThat(answered(alan)).startsWith(ids.toArray(String[]::new));
    assertThat(alan.received("ack")).hasSize(FRAMES + 1);
    assertThat(ada.said().subList(0, FRAMES)).isEqualTo(texts());
    assertThat(ada.received("media-control")).isEmpty();
  }

  private static JsonObject mute(String user) {
    return Json.of("action", "mute", "media_type", "audio", "target_user_id", user);
  }
}
