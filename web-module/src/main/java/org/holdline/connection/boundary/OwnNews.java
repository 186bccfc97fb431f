package org.holdline.connection.boundary;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.WireNamed;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.text.Json;

/** What the room is told of the participant at this end, where that changes his connection. */
sealed interface OwnNews {
  record Removed(Closing closing) implements OwnNews {}

  /** He goes by this name from now on. */
  record Renamed(String username) implements OwnNews {}

  /** Nothing for most messages, which are not read for it. */
  static Optional<OwnNews> of(LoggedMessage message, SenderIdentity self) {
    return MessageType.find(message.routing().type())
        .flatMap(type ->
            switch (type) {
              case USER_LEFT -> left(message, self);
              case PARTICIPANT_UPDATE -> renamed(message, self);
              default -> Optional.empty();
            });
  }

  private static Optional<OwnNews> left(LoggedMessage message, SenderIdentity self) {
    var payload = payload(message);
    return payload.getString("user_id").equals(self.userId().value())
        ? WireNamed.find(LeaveReason.class, payload.getString("reason")).flatMap(OwnNews::left)
        : Optional.empty();
  }

  /** Only an update that names this session is read: everybody gets those of everybody. */
  private static Optional<OwnNews> renamed(LoggedMessage message, SenderIdentity self) {
    if (self.sessionId() == null || !message.body().contains(self.sessionId())) {
      return Optional.empty();
    }
    var participant = payload(message).getJsonObject("participant");
    return participant.getString("session_id").equals(self.sessionId())
            && !participant.getString("username").equals(self.name())
        ? Optional.of(new Renamed(participant.getString("username")))
        : Optional.empty();
  }

  private static JsonObject payload(LoggedMessage message) {
    return Json.readObject(message.body()).getJsonObject("payload");
  }

  private static Optional<OwnNews> left(LeaveReason reason) {
    return switch (reason) {
      case KICKED -> Optional.of(new Removed(Closing.KICKED));
      case BANNED -> Optional.of(new Removed(Closing.BANNED));
      case ROOM_CLOSED -> Optional.of(new Removed(Closing.ROOM_CLOSED));
      case MOVED_BACK -> Optional.of(new Removed(Closing.MOVED_BACK));
      case LEFT, EXPIRED -> Optional.empty();
    };
  }
}
