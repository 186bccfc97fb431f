package org.holdline.message.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** One session of a room, as everybody in it may see it. */
public record ParticipantView(
    String sessionId,
    UserId userId,
    String username,
    Role role,
    Instant joinedAt,
    Media media,
    ConnectionState connectionState,
    ConnectionQuality connectionQuality,
    ParticipantKind kind) {
  /**
   * What the session says about its own media, and its user's hand.
   *
   * @param handRaisedAt null while it is down
   */
  public record Media(
      boolean audioEnabled,
      boolean videoEnabled,
      boolean screenSharing,
      @Nullable Instant handRaisedAt,
      boolean isSpeaking) {
    /** Nothing is on. */
    public static final Media OFF = new Media(false, false, false, null, false);
  }

  public void write(FieldWriter out) {
    out.text("session_id", sessionId)
        .text("user_id", userId.value())
        .text("username", username)
        .word("role", role)
        .time("joined_at", joinedAt)
        .flag("audio_enabled", media.audioEnabled)
        .flag("video_enabled", media.videoEnabled)
        .flag("screen_sharing", media.screenSharing)
        .flag("hand_raised", media.handRaisedAt != null)
        .flag("is_speaking", media.isSpeaking)
        .word("connection_state", connectionState)
        .word("connection_quality", connectionQuality);
    if (media.handRaisedAt != null) {
      out.time("hand_raised_at", media.handRaisedAt);
    }
    if (kind != ParticipantKind.PERSON) {
      out.word("kind", kind);
    }
  }
}
