package org.holdline.session.redis;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.holdline.replay.control.LogPage;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.entity.RoomId;

/** Reads what a room has been told. */
record RoomWatch(RoomLog log, RoomId room) {

  /** All announcements after a sequence, each as type and who or what it is about. */
  List<String> told(long after) {
    return log
        .read(room, after, List.of(), 10_000)
        .map(LogPage::messages)
        .orElse(List.of())
        .stream()
        .map(RoomWatch::inShort)
        .toList();
  }

  List<String> told() {
    return told(0);
  }

  long top() {
    return log.read(room, 0, List.of(), 1).orElseThrow().top();
  }

  private static String inShort(LoggedMessage message) {
    var payload = payload(message);
    return switch (message.routing().type()) {
      case "participant-update" -> {
        var participant = payload.getJsonObject("participant");
        yield "update "
            + participant.getString("user_id")
            + " "
            + participant.getString("connection_state");
      }
      case "user-left" ->
          "left " + payload.getString("user_id") + " " + payload.getString("reason");
      case "user-joined" -> "joined " + payload.getString("user_id");
      case "role-updated" -> payload.getString("role") + " " + payload.getString("user_id");
      default -> message.routing().type();
    };
  }

  static JsonObject payload(LoggedMessage message) {
    try (var reader = Json.createReader(new StringReader(message.body()))) {
      return reader.readObject().getJsonObject("payload");
    }
  }
}
