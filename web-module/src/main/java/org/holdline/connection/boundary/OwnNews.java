package org.holdline.connection.boundary;

import java.io.StringReader;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.Role;
import org.holdline.message.control.WireNamed;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.text.Json;

/** What the room is told of the participant at this end, where that changes his connection. */
sealed interface OwnNews {
  record RoleChanged(Role role, long sequence) implements OwnNews {}

  record Removed(Closing closing) implements OwnNews {}

  /** Nothing for most messages, which are not read for it. */
  static Optional<OwnNews> of(LoggedMessage message, UserId self) {
    var type = message.routing().type();
    boolean isRole = type.equals(MessageType.ROLE_UPDATED.wireName());
    if (!isRole && !type.equals(MessageType.USER_LEFT.wireName())) {
      return Optional.empty();
    }
    try (var reader = Json.createReader(new StringReader(message.body()))) {
      var payload = reader.readObject().getJsonObject("payload");
      if (!payload.getString("user_id").equals(self.value())) {
        return Optional.empty();
      }
      return isRole
          ? WireNamed.find(Role.class, payload.getString("role"))
              .map(role -> new RoleChanged(role, message.sequence()))
          : WireNamed.find(LeaveReason.class, payload.getString("reason")).flatMap(OwnNews::left);
    }
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
