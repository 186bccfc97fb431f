package org.holdline.room.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.holdline.identity.entity.UserId;

/** Who, in which room. */
@Embeddable
public record MemberKey(
    @Column(name = "room_id", nullable = false) String roomId,
    @Column(name = "user_id", nullable = false) String userId) {
  public static MemberKey of(RoomId room, UserId user) {
    return new MemberKey(room.value(), user.value());
  }
}
