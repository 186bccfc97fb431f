package org.holdline.audit.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A decision that has just been accepted.
 *
 * @param actor who decided; null for the server itself
 * @param target about whom; null when it is about the room
 * @param before how it was, as a word or JSON; null when there is nothing to say
 * @param after how it is now
 */
public record AuditEvent(
    RoomId room,
    @Nullable UserId actor,
    AuditAction action,
    @Nullable UserId target,
    @Nullable String before,
    @Nullable String after) {

  /** One whose action says it all. */
  public static AuditEvent of(
      RoomId room, UserId actor, AuditAction action, @Nullable UserId target) {
    return new AuditEvent(room, actor, action, target, null, null);
  }
}
