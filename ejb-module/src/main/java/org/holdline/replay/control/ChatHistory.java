package org.holdline.replay.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.MessageHistory;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** Reads back what was said in a room. */
@Stateless
public class ChatHistory {
  /** The longest page. */
  public static final int LIMIT_MAX = 200;

  private MessageHistory history;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ChatHistory() {}

  @Inject
  public ChatHistory(MessageHistory history) {
    this.history = history;
  }

  /**
   * What this reader may see, the newest before the cursor.
   *
   * @param before null for the newest page
   * @param limit 1 to {@link #LIMIT_MAX}
   */
  public ChatPage page(RoomId room, UserId reader, @Nullable ChatCursor before, int limit) {
    var newestFirst = history.chat(room, reader, before, limit + 1);
    var shown = newestFirst.subList(0, Math.min(limit, newestFirst.size()));
    var next = newestFirst.size() > limit ? ChatCursor.at(shown.getLast()) : null;
    return new ChatPage(shown.reversed(), next);
  }
}
