package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** What somebody offers in a room, once for all its receivers. */
@Entity
@Table(name = "file_content")
public class FileContent {
  @Id private UUID id;

  @Column(name = "room_id", nullable = false, updatable = false)
  private String roomId;

  @Column(name = "sender_id", nullable = false, updatable = false)
  private String senderId;

  @Embedded private ContentFacts facts;
  @Embedded private Listed listed;

  @Column(name = "wrapped_key")
  private @Nullable String wrappedKey;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected FileContent() {}

  public FileContent(RoomId room, UserId sender, ContentFacts facts, Instant at) {
    this.id = UUID.randomUUID();
    this.roomId = room.value();
    this.senderId = sender.value();
    this.facts = facts;
    this.listed = Listed.NOTHING;
    this.createdAt = at;
  }

  public UUID id() {
    return id;
  }

  public RoomId room() {
    return new RoomId(roomId);
  }

  public UserId sender() {
    return new UserId(senderId);
  }

  public ContentFacts facts() {
    return facts;
  }

  public Listed listed() {
    return listed;
  }

  public void list(Listed now) {
    listed = now;
  }

  /** The key of what is stored of it, itself encrypted; nothing before anything is stored. */
  public Optional<String> wrappedKey() {
    return Optional.ofNullable(wrappedKey);
  }

  public void encryptWith(String wrapped) {
    wrappedKey = wrapped;
  }

  /** From then on nothing of it is stored or handed out. */
  public void close(Instant at) {
    if (closedAt == null) {
      closedAt = at;
    }
  }

  public boolean isClosed() {
    return closedAt != null;
  }
}
