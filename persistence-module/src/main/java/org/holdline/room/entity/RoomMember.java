package org.holdline.room.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.holdline.identity.entity.UserId;

/** Somebody who belongs to a room. Its owner is none of its members. */
@Entity
@Table(name = "room_member")
public class RoomMember {
  @EmbeddedId private MemberKey key;

  @Column(nullable = false)
  private String role;

  @Column(name = "added_at", nullable = false, updatable = false)
  private Instant addedAt;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected RoomMember() {}

  /**
   * @param role the name of the role with which he enters
   */
  public RoomMember(MemberKey key, String role, Instant addedAt) {
    this.key = key;
    this.role = role;
    this.addedAt = addedAt;
  }

  public RoomId room() {
    return new RoomId(key.roomId());
  }

  public UserId user() {
    return new UserId(key.userId());
  }

  public String role() {
    return role;
  }

  public Instant addedAt() {
    return addedAt;
  }

  public void enterAs(String changed) {
    role = changed;
  }
}
