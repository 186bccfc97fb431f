package org.holdline.room.control;

import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What is told with a change of the rules, in the same step.
 *
 * @param to null for the whole room
 */
public record Announcement(Notice notice, @Nullable UserId to) {
  public static Announcement toAll(Notice notice) {
    return new Announcement(notice, null);
  }
}
