package org.holdline.room.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That a room exists, since when, and when somebody was last in it. */
@Entity
@Table(name = "room")
public class Room {
  @Id private String id;

  @Column(name = "opened_at", nullable = false, updatable = false)
  private Instant openedAt;

  @Column(name = "last_active_at", nullable = false)
  private Instant lastActiveAt;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected Room() {}

  public RoomId id() {
    return new RoomId(id);
  }

  public Instant openedAt() {
    return openedAt;
  }

  public Instant lastActiveAt() {
    return lastActiveAt;
  }
}
