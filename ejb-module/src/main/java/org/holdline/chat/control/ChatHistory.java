package org.holdline.chat.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.ChatMessages;
import org.holdline.replay.entity.ChatQuery;

/** Reads back what was said in a room. */
@Stateless
public class ChatHistory {
  /** The longest page. */
  public static final int LIMIT_MAX = 200;

  private ChatMessages messages;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ChatHistory() {}

  @Inject
  public ChatHistory(ChatMessages messages) {
    this.messages = messages;
  }

  /**
   * What this reader may see, the newest before the cursor, as it stands now.
   *
   * @param query its limit is 1 to {@link #LIMIT_MAX}
   */
  public ChatPage page(ChatQuery query) {
    var newestFirst = messages.find(query.withLimit(query.limit() + 1));
    var shown = newestFirst.subList(0, Math.min(query.limit(), newestFirst.size()));
    var next = newestFirst.size() > query.limit() ? ChatCursor.at(shown.getLast()) : null;
    var ids = shown.stream().flatMap(each -> Stream.ofNullable(each.messageId())).toList();
    var about =
        messages.about(query.room(), ids).stream()
            .collect(Collectors.groupingBy(each -> String.valueOf(each.messageId())));
    var entries =
        shown.reversed().stream()
            .map(message ->
                ChatEntry.of(
                    message, about.getOrDefault(String.valueOf(message.messageId()), List.of())))
            .toList();
    return new ChatPage(entries, next);
  }
}
