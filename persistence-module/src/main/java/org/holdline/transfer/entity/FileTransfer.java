package org.holdline.transfer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/** One content on its way to one receiver. */
@Entity
@Table(name = "file_transfer")
public class FileTransfer {
  private static final Duration PROGRESS_PAUSE = Duration.ofMillis(250);

  @Id private UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "content_id", updatable = false)
  private FileContent content;

  @Column(name = "receiver_id", nullable = false, updatable = false)
  private String receiverId;

  @Column(name = "sender_session_id", nullable = false)
  private String senderSessionId;

  @Column(name = "receiver_session_id")
  private @Nullable String receiverSessionId;

  @Column(nullable = false)
  @Enumerated(EnumType.STRING)
  private TransferStatus status;

  @Column(name = "paused_by", nullable = false)
  private String pausedBy;

  private @Nullable String error;

  @Embedded private Received received;

  @Column(nullable = false)
  private boolean relayed;

  @Column(name = "progress_told_at")
  private @Nullable Instant progressToldAt;

  @Embedded private Moments moments;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt;

  @Version private long version;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected FileTransfer() {}

  public FileTransfer(
      FileContent content, SessionId from, UserId receiver, Instant at, Instant expiresAt) {
    this.id = TransferId.random().value();
    this.content = content;
    this.senderSessionId = from.value();
    this.receiverId = receiver.value();
    this.status = TransferStatus.PENDING;
    this.pausedBy = "";
    this.received = Received.NOTHING;
    this.moments = Moments.startedAt(at);
    this.expiresAt = expiresAt;
  }

  public TransferId id() {
    return new TransferId(id);
  }

  public FileContent content() {
    return content;
  }

  public UserId sender() {
    return content.sender();
  }

  public UserId receiver() {
    return new UserId(receiverId);
  }

  /** Which side he is on; nothing for whom it is no business of. */
  public Optional<Side> sideOf(UserId user) {
    if (user.equals(sender())) {
      return Optional.of(Side.SENDER);
    }
    return user.equals(receiver()) ? Optional.of(Side.RECEIVER) : Optional.empty();
  }

  public SessionId senderSession() {
    return new SessionId(senderSessionId);
  }

  /** From which the receiver goes on; nothing before he has accepted. */
  public Optional<SessionId> receiverSession() {
    return Optional.ofNullable(receiverSessionId).map(SessionId::new);
  }

  /** A party goes on from this session. */
  public void move(Side side, SessionId to) {
    switch (side) {
      case SENDER -> senderSessionId = to.value();
      case RECEIVER -> receiverSessionId = to.value();
      case SYSTEM -> throw new IllegalArgumentException("the system has no session");
    }
  }

  public TransferStatus status() {
    return status;
  }

  public Set<Side> pausedBy() {
    return Arrays.stream(pausedBy.split(" ", -1))
        .filter(each -> !each.isEmpty())
        .map(Side::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Side.class)));
  }

  /** Takes what the state machine has decided. */
  public void become(TransferStatus next, Set<Side> pausers, @Nullable String why, Instant at) {
    moments = moments.with(status, next, at);
    status = next;
    pausedBy = pausers.stream().sorted().map(Side::name).collect(Collectors.joining(" "));
    error = why;
  }

  /** Why it failed or was given up; nothing otherwise. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  public Received received() {
    return received;
  }

  /**
   * What the receiver says he holds.
   *
   * @return whether it is to be told: so often and not more
   */
  public boolean receive(Received now, Instant at) {
    boolean due = progressToldAt == null || !progressToldAt.plus(PROGRESS_PAUSE).isAfter(at);
    received = now;
    if (due) {
      progressToldAt = at;
    }
    return due;
  }

  /** Whether something of it has gone through the server. */
  public boolean isRelayed() {
    return relayed;
  }

  public void relay() {
    relayed = true;
  }

  public Moments moments() {
    return moments;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /** Never sooner than before. */
  public void keepUntil(Instant later) {
    if (later.isAfter(expiresAt)) {
      expiresAt = later;
    }
  }

  /** Greater after each change. */
  public long version() {
    return version;
  }
}
