package org.holdline.chat.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Target;
import org.holdline.replay.control.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * A chat message that somebody speaks of.
 *
 * @param target to whom alone it was said
 */
public record EarlierMessage(
    String id, UserId author, @Nullable UserId target, Instant at, LogPosition position) {

  boolean isFor(UserId user) {
    return target == null || target.equals(user) || author.equals(user);
  }

  /** With whom alone this user shares it; null when the whole room does. */
  @Nullable Target sharedWith(UserId user) {
    if (target == null) {
      return null;
    }
    return new Target(author.equals(user) ? target : author, null);
  }
}
