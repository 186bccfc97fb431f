package org.holdline.message.control;

import java.time.Instant;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The recording that is made of a room, as everybody in it is shown it.
 *
 * @param status such as {@code paused}
 * @param quality such as {@code medium}
 * @param session of its recorder
 * @param changedBy who brought it to where it stands; null when the server did
 */
public record OngoingRecording(
    String recordingId,
    UserId startedBy,
    String startedByName,
    Instant startedAt,
    String status,
    String quality,
    String session,
    @Nullable Person changedBy) {
  private static final String NAME = "Recording";
  private static final String USER = "recorder:";

  /** Somebody, with his name for people. */
  public record Person(UserId id, String name) {
    /** The two fields that say who brought a recording to where it stands. */
    static void writeChange(@Nullable Person by, FieldWriter out) {
      if (by != null) {
        out.text("changed_by", by.id.value()).text("changed_by_name", by.name);
      }
    }
  }

  /** Whoever records has no account; each recording is a participant of its own. */
  public UserId recorder() {
    return new UserId(USER + recordingId);
  }

  /** Its recorder among the participants. */
  public ParticipantView participant() {
    return new ParticipantView(
        session,
        recorder(),
        NAME,
        Role.OBSERVER,
        startedAt,
        ParticipantView.Media.OFF,
        ConnectionState.ACTIVE,
        ConnectionQuality.UNKNOWN,
        ParticipantKind.RECORDER);
  }

  public void write(FieldWriter out) {
    out.text("recording_id", recordingId)
        .text("user_id", startedBy.value())
        .text("username", startedByName)
        .time("started_at", startedAt)
        .text("status", status)
        .text("quality", quality)
        .text("recorder_session_id", session);
    Person.writeChange(changedBy, out);
  }
}
