package org.holdline.room.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Something that has been done with a registered room.
 *
 * @param target about whom; null when it is about the room
 * @param after how it is now, as a word; null when the kind says it all
 */
public record RoomDeed(
    RoomId room, UserId actor, Kind kind, @Nullable UserId target, @Nullable String after) {
  /** What can be done. */
  public enum Kind {
    REGISTERED,
    CHANGED,
    CLOSED,
    REOPENED,
    DELETED,
    INVITATION_MADE,
    INVITATION_ENDED,
    INVITATION_TAKEN,
    MEMBER_ENROLLED,
    MEMBER_EXPELLED
  }
}
