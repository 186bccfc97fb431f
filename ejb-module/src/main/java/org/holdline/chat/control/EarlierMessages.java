package org.holdline.chat.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageType;
import org.holdline.replay.control.History;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.entity.RoomId;

/** Finds chat messages by their ids: in the buffer first, since the history is written behind. */
public final class EarlierMessages {
  private final RoomLog log;
  private final History history;

  public EarlierMessages(RoomLog log, History history) {
    this.log = log;
    this.history = history;
  }

  /**
   * What this user may see of it; nothing when it is deleted.
   *
   * @throws org.holdline.problem.entity.UnavailableException when it cannot be known now
   */
  Optional<EarlierMessage> find(RoomId room, UserId user, String messageId) {
    var buffered = log.about(room, messageId);
    if (has(buffered, MessageType.CHAT_DELETE)) {
      return Optional.empty();
    }
    var all = has(buffered, MessageType.CHAT_MESSAGE) ? buffered : history.about(room, messageId);
    return has(all, MessageType.CHAT_DELETE)
        ? Optional.empty()
        : all.stream()
            .filter(each -> is(each, MessageType.CHAT_MESSAGE))
            .map(each -> message(messageId, each))
            .filter(message -> message.isFor(user))
            .findFirst();
  }

  private static boolean has(List<LoggedMessage> messages, MessageType type) {
    return messages.stream().anyMatch(each -> is(each, type));
  }

  private static boolean is(LoggedMessage message, MessageType type) {
    return message.routing().type().equals(type.wireName());
  }

  private static EarlierMessage message(String id, LoggedMessage found) {
    var routing = found.routing();
    var author = Objects.requireNonNull(routing.sender(), "somebody has said it");
    return new EarlierMessage(id, author, routing.target(), found.at(), found.position());
  }
}
