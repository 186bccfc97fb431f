package org.holdline.chat.boundary;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.holdline.chat.control.ChatEntry;
import org.holdline.chat.control.ChatPage;
import org.holdline.chat.control.ReadMark;
import org.holdline.platform.control.Timestamps;
import org.holdline.replay.entity.HistoryMessage;
import org.holdline.room.entity.RoomId;
import org.holdline.text.Json;

/** Shows chat over HTTP in the words of the WebSocket. */
final class ChatViews {
  private ChatViews() {}

  static JsonObject page(RoomId room, ChatPage page) {
    var messages = Json.createArrayBuilder();
    page.messages().forEach(entry -> messages.add(entry(entry)));
    var shown = Json.createObjectBuilder().add("room_id", room.value()).add("messages", messages);
    var next = page.nextBefore();
    return (next == null ? shown : shown.add("next_before", next.text())).build();
  }

  private static JsonObject entry(ChatEntry entry) {
    var message = entry.message();
    var shown =
        Json.createObjectBuilder(payload(message))
            .add("epoch", message.epoch())
            .add("sequence", message.sequence());
    var edit = entry.edit();
    var deletion = entry.deletion();
    if (deletion != null) {
      shown
          .remove("content")
          .add("deleted_at", Timestamps.text(deletion.sentAt()))
          .add("deleted_by", payload(deletion).getString("user_id"));
    } else if (edit != null) {
      shown
          .add("content", payload(edit).getString("content"))
          .add("edited_at", Timestamps.text(edit.sentAt()));
    }
    return shown.build();
  }

  static JsonObject receipts(RoomId room, List<ReadMark> marks) {
    var receipts = Json.createArrayBuilder();
    for (var mark : marks) {
      var receipt =
          Json.createObjectBuilder()
              .add("user_id", mark.reader().value())
              .add("message_id", mark.messageId())
              .add("read_until", Timestamps.text(mark.sentAt()));
      var shared = mark.sharedWith();
      receipts.add(shared == null ? receipt : receipt.add("target_user_id", shared.value()));
    }
    return Json.createObjectBuilder()
        .add("room_id", room.value())
        .add("receipts", receipts)
        .build();
  }

  private static JsonObject payload(HistoryMessage message) {
    try (var reader = Json.createReader(new StringReader(message.body()))) {
      return reader.readObject().getJsonObject("payload");
    }
  }
}
