package org.holdline.session.control;

import java.time.Duration;
import java.util.Optional;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Role;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.control.DoorAnswer;
import org.holdline.room.control.Verdict;
import org.jspecify.annotations.Nullable;

/** What became of an {@link Arrival}. */
public sealed interface Admission {
  /**
   * He is in.
   *
   * @param resumeToken for the next connection; replaces the one presented
   * @param role in this room
   * @param snapshot the room as of the moment of admission
   * @param resumption null for a new session
   */
  record Admitted(
      Attachment attachment,
      String resumeToken,
      Role role,
      RoomSnapshot snapshot,
      @Nullable Resumption resumption)
      implements Admission {
    /** As the room knows him; he may have given himself another name than his account has. */
    public String username(String otherwise) {
      return entry().map(ParticipantView::username).orElse(otherwise);
    }

    /** What of his the room has on. */
    public ParticipantView.Media media() {
      return entry().map(ParticipantView::media).orElse(ParticipantView.Media.OFF);
    }

    private Optional<ParticipantView> entry() {
      var session = attachment.key().session().value();
      return snapshot.sessions().stream()
          .filter(each -> each.sessionId().equals(session))
          .findFirst();
    }
  }

  /**
   * An earlier session goes on.
   *
   * @param away since the connection before was lost
   * @param cursor what that connection had acknowledged or, failing that, been served; null if
   *     nothing is known
   * @param before how that connection ended
   */
  record Resumption(Duration away, @Nullable LogPosition cursor, ConnectionEnd before) {}

  /** The token has been replaced by a newer one. */
  record StaleToken() implements Admission {}

  /** A later join of the same device has come first. */
  record Overtaken() implements Admission {}

  /** The token is that of another user's session. */
  record StrangersToken() implements Admission {}

  /** He has been removed from the room, and that holds. */
  record Barred() implements Admission {}

  /**
   * He waits at the door.
   *
   * @param mark by what he was judged
   */
  record Waiting(PendingReason reason, DoorMark mark) implements Admission {}

  /**
   * He is not let in.
   *
   * @param answer of whoever turned him away; null when nobody did
   */
  record Refused(Verdict.Cause cause, DoorAnswer.@Nullable Rejected answer) implements Admission {}

  /** The room has no seat left, or the user no session. */
  record Full(int max) implements Admission {}
}
