package org.holdline.replay.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A durable message of a room's log as the database keeps it, for replay past the buffer. Each
 * names the durable message before it in its epoch, so that a reader can prove that none is
 * missing.
 */
@Entity
@Immutable
@Table(name = "history_message")
public class HistoryMessage {
  @EmbeddedId private HistoryKey key;

  @Column(name = "previous_sequence", nullable = false)
  private long previousSequence;

  @Column(nullable = false)
  private String type;

  @Column(name = "sender_user_id")
  private @Nullable String senderUserId;

  @Column(name = "sender_session_id")
  private @Nullable String senderSessionId;

  @Column(name = "target_user_id")
  private @Nullable String targetUserId;

  @Column(name = "target_session_id")
  private @Nullable String targetSessionId;

  @Column(nullable = false, columnDefinition = "text")
  private String body;

  @Column(name = "sent_at", nullable = false)
  private Instant sentAt;

  /** Taken from the body by the database. */
  @Column(name = "message_id", insertable = false, updatable = false)
  private @Nullable String messageId;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected HistoryMessage() {}

  /**
   * @param previousSequence of the durable message before this one in the epoch, 0 for the first
   * @param body the envelope's JSON without {@code seq} and {@code epoch}
   */
  public HistoryMessage(
      HistoryKey key,
      long previousSequence,
      String type,
      Parties parties,
      String body,
      Instant sentAt) {
    if (previousSequence < 0 || previousSequence >= key.sequence()) {
      throw new IllegalArgumentException("previous sequence out of order: " + previousSequence);
    }
    this.key = key;
    this.previousSequence = previousSequence;
    this.type = type;
    this.senderUserId = text(parties.sender());
    this.senderSessionId = text(parties.senderSession());
    this.targetUserId = text(parties.target());
    this.targetSessionId = text(parties.targetSession());
    this.body = body;
    this.sentAt = sentAt;
  }

  public RoomId room() {
    return key.room();
  }

  public String epoch() {
    return key.epoch();
  }

  public long sequence() {
    return key.sequence();
  }

  public long previousSequence() {
    return previousSequence;
  }

  public String type() {
    return type;
  }

  public Parties parties() {
    return new Parties(
        user(senderUserId), session(senderSessionId), user(targetUserId), session(targetSessionId));
  }

  public String body() {
    return body;
  }

  /** Of the chat message that this one speaks of; null when it is no chat. */
  public @Nullable String messageId() {
    return messageId;
  }

  public Instant sentAt() {
    return sentAt;
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  private static @Nullable UserId user(@Nullable String id) {
    return id == null ? null : new UserId(id);
  }

  private static @Nullable SessionId session(@Nullable String id) {
    return id == null ? null : new SessionId(id);
  }
}
