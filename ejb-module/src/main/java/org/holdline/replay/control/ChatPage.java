package org.holdline.replay.control;

import java.util.List;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.HistoryMessage;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a room's chat.
 *
 * @param messages oldest first
 * @param nextBefore from where older ones go on; null when there are none
 */
public record ChatPage(List<HistoryMessage> messages, @Nullable ChatCursor nextBefore) {
  public ChatPage {
    messages = List.copyOf(messages);
  }
}
