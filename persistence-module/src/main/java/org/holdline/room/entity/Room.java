package org.holdline.room.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** A room that somebody has registered: whose it is, who may enter, when it is to be used. */
@Entity
@Table(name = "room")
public class Room {
  @Id private String id;

  @Column(name = "owner_user_id", nullable = false, updatable = false)
  private String ownerUserId;

  @Embedded private RoomDetails details;

  @Column(name = "invitation_hash")
  private @Nullable String invitationHash;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Version private long version;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected Room() {}

  public Room(RoomId id, UserId owner, RoomDetails details, Instant createdAt) {
    this.id = id.value();
    this.ownerUserId = owner.value();
    this.details = details;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  public RoomId id() {
    return new RoomId(id);
  }

  public UserId owner() {
    return new UserId(ownerUserId);
  }

  public RoomDetails details() {
    return details;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** Nothing while it is open for meetings. */
  public Optional<Instant> closedAt() {
    return Optional.ofNullable(closedAt);
  }

  /** Another one after each change. */
  public long version() {
    return version;
  }

  public void change(RoomDetails changed, Instant at) {
    if (!changed.equals(details)) {
      details = changed;
      updatedAt = at;
    }
  }

  public void close(Instant at) {
    if (closedAt == null) {
      closedAt = at;
      updatedAt = at;
    }
  }

  public void reopen(Instant at) {
    if (closedAt != null) {
      closedAt = null;
      updatedAt = at;
    }
  }

  /** The code that makes whoever knows it a member; the one before is of no use any more. */
  public void invite(InvitationCode code, Instant at) {
    invitationHash = code.hash();
    updatedAt = at;
  }

  public void endInvitation(Instant at) {
    if (invitationHash != null) {
      invitationHash = null;
      updatedAt = at;
    }
  }

  public boolean isInvitedBy(InvitationCode code) {
    return invitationHash != null && code.matches(invitationHash);
  }

  public boolean hasInvitation() {
    return invitationHash != null;
  }
}
