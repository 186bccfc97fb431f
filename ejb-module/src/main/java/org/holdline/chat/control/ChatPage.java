package org.holdline.chat.control;

import java.util.List;
import org.holdline.replay.entity.ChatCursor;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a room's chat.
 *
 * @param messages oldest first
 * @param nextBefore from where older ones go on; null when there are none
 */
public record ChatPage(List<ChatEntry> messages, @Nullable ChatCursor nextBefore) {
  public ChatPage {
    messages = List.copyOf(messages);
  }
}
