package org.holdline.chat.control;

import java.util.List;
import org.holdline.message.control.MessageType;
import org.holdline.replay.entity.HistoryMessage;
import org.jspecify.annotations.Nullable;

/**
 * One message as it stands now.
 *
 * @param message as it was said
 * @param edit the last change of what it says
 * @param deletion once it is deleted, that is final
 */
public record ChatEntry(
    HistoryMessage message, @Nullable HistoryMessage edit, @Nullable HistoryMessage deletion) {
  /** Puts together what speaks of one message, oldest first. */
  static ChatEntry of(HistoryMessage message, List<HistoryMessage> about) {
    return new ChatEntry(
        message, last(about, MessageType.CHAT_EDIT), last(about, MessageType.CHAT_DELETE));
  }

  private static @Nullable HistoryMessage last(List<HistoryMessage> about, MessageType type) {
    return about.stream()
        .filter(each -> each.type().equals(type.wireName()))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
