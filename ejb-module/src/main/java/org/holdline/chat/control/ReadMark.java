package org.holdline.chat.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Up to where somebody has read.
 *
 * @param sharedWith in the conversation with this user alone; null in what the whole room hears
 * @param sentAt when that message was said, which is how far he has read
 * @param sequence decides between messages of one moment
 */
public record ReadMark(
    UserId reader, @Nullable UserId sharedWith, String messageId, Instant sentAt, long sequence) {
  static ReadMark of(EarlierMessage message, UserId reader) {
    var shared = message.sharedWith(reader);
    return new ReadMark(
        reader,
        shared == null ? null : shared.user(),
        message.id(),
        message.at(),
        message.position().sequence());
  }

  /** Whether this user may know of it. */
  public boolean isFor(UserId user) {
    return sharedWith == null || sharedWith.equals(user) || reader.equals(user);
  }
}
