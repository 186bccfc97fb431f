package org.holdline.recording.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/** One take of a room. */
@Entity
@Table(name = "recording")
public class Recording {
  @Id private UUID id;

  @Column(name = "room_id", nullable = false, updatable = false)
  private String roomId;

  @Column(name = "user_id", nullable = false, updatable = false)
  private String userId;

  @Column(nullable = false, updatable = false)
  private String username;

  @Embedded private RecordingKind kind;

  @Column(nullable = false)
  @Enumerated(EnumType.STRING)
  private RecordingStatus status;

  @Column(nullable = false)
  @Enumerated(EnumType.STRING)
  private RecordingStatus told;

  @Column(nullable = false, updatable = false)
  private UUID folder;

  @Column(name = "recorder_session_id", nullable = false)
  private String recorderSessionId;

  @Column(nullable = false)
  private int segments;

  @Embedded private RecordingMoments moments;

  @Column(name = "changed_by")
  private @Nullable String changedBy;

  @Column(name = "changed_by_name")
  private @Nullable String changedByName;

  @Column(name = "captured_bytes", nullable = false)
  private long capturedBytes;

  @Column(name = "stop_reason")
  @Enumerated(EnumType.STRING)
  private @Nullable StopReason stopReason;

  private @Nullable String error;

  @Column(nullable = false)
  private int attempts;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(nullable = false)
  private boolean emptied;

  @Version private long version;

  @SuppressWarnings("NullAway.Init") // for JPA, which fills the fields
  protected Recording() {}

  public Recording(RoomId room, UserId user, String username, RecordingKind kind, Instant at) {
    this.id = RecordingId.random().value();
    this.roomId = room.value();
    this.userId = user.value();
    this.username = username;
    this.kind = kind;
    this.status = RecordingStatus.PENDING;
    // Nothing is told of what is cancelled before anybody has heard of it.
    this.told = RecordingStatus.CANCELLED;
    this.folder = UUID.randomUUID();
    this.recorderSessionId = freshSession();
    this.segments = 1;
    this.moments = RecordingMoments.createdAt(at);
    this.changedBy = user.value();
    this.changedByName = username;
  }

  private static String freshSession() {
    return "s_rec-" + UUID.randomUUID();
  }

  public RecordingId id() {
    return new RecordingId(id);
  }

  public RoomId room() {
    return new RoomId(roomId);
  }

  public UserId user() {
    return new UserId(userId);
  }

  public String username() {
    return username;
  }

  public RecordingKind kind() {
    return kind;
  }

  public RecordingStatus status() {
    return status;
  }

  /** The status of which the room has heard last. */
  public RecordingStatus told() {
    return told;
  }

  public void tell(RecordingStatus heard) {
    told = heard;
  }

  /** Where it is stored: nobody can guess it. */
  public UUID folder() {
    return folder;
  }

  /** By which its present recorder is in the room. */
  public SessionId recorderSession() {
    return new SessionId(recorderSessionId);
  }

  /** How many there are, the present one included. */
  public int segments() {
    return segments;
  }

  /** Another node records it from now on. */
  public void beginSegment() {
    segments++;
    recorderSessionId = freshSession();
  }

  public RecordingMoments moments() {
    return moments;
  }

  /** How long it is, without pauses, as of a moment. */
  public Duration length(Instant now) {
    return moments.length(status, now);
  }

  /** Takes what the state machine has decided. */
  public void become(RecordingStatus next, Instant at) {
    moments = moments.with(status, next, at);
    status = next;
    changedBy = null;
    changedByName = null;
  }

  /** It was a person who brought it to where it stands. */
  public void changeBy(UserId person, String name) {
    changedBy = person.value();
    changedByName = name;
  }

  /** Who brought it to where it stands; null when the server did. */
  public @Nullable UserId changedBy() {
    return changedBy == null ? null : new UserId(changedBy);
  }

  /** That one, for people. */
  public @Nullable String changedByName() {
    return changedByName;
  }

  public long capturedBytes() {
    return capturedBytes;
  }

  public void capture(long bytes) {
    capturedBytes = Math.max(capturedBytes, bytes);
  }

  public Optional<StopReason> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  public void stopFor(StopReason reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  /** Why it failed; nothing otherwise. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  public void failFor(String why) {
    error = why;
  }

  /** How often its files could not be made. */
  public int attempts() {
    return attempts;
  }

  /** Its files could not be made; it is tried again, but not before. */
  public void tryAgain(Instant at) {
    attempts++;
    waitUntil(at);
  }

  /** Its files are not made before; that is not their fault. */
  public void waitUntil(Instant at) {
    nextAttemptAt = at;
  }

  /** Whether what captures have left is deleted. */
  public boolean isEmptied() {
    return emptied;
  }

  public void empty() {
    emptied = true;
  }

  public long version() {
    return version;
  }
}
