package org.holdline.replay.entity;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Which chat a reader asks for.
 *
 * @param before where the page ends; null for the newest page
 * @param since null for all that is kept
 * @param words what the messages must say, as people write it into a search field; null for any
 */
public record ChatQuery(
    RoomId room,
    UserId reader,
    @Nullable ChatCursor before,
    @Nullable Since since,
    @Nullable String words,
    int limit) {
  public ChatQuery withLimit(int other) {
    return new ChatQuery(room, reader, before, since, words, other);
  }

  /** Only what came after this place of one life of the log. */
  public record Since(String epoch, long sequence) {}
}
