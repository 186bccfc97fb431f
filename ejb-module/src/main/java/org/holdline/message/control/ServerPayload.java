package org.holdline.message.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** What the server says, or passes on, to clients. */
public sealed interface ServerPayload extends Payload
    permits Signal, Notice, Passed, FileProgress, RecordingProgress, ServerPayload.Link {
  void write(FieldWriter out);

  /** About this connection, to the one client at its other end. */
  sealed interface Link extends ServerPayload {}

  /**
   * The join has arrived and has to wait; said at once, and again every two seconds.
   *
   * @param position in the queue, the first is 1
   */
  record JoinPending(PendingReason reason, int position) implements Link {
    @Override
    public MessageType type() {
      return MessageType.JOIN_PENDING;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("reason", reason).number("position", position);
    }
  }

  /**
   * The answer to a join.
   *
   * @param sequence from there delivery goes on
   * @param grace how long the session waits for its client after a drop
   * @param returnTicket for the next handshake; null where it is of no use
   */
  record Joined(
      String sessionId,
      UserId userId,
      String username,
      Role role,
      Set<Permission> permissions,
      ParticipantView.Media media,
      Attachment attachment,
      String epoch,
      long sequence,
      Heartbeat heartbeat,
      Duration grace,
      Instant tokenExpiresAt,
      @Nullable String returnTicket)
      implements Link {
    public Joined {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public MessageType type() {
      return MessageType.JOINED;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("session_id", sessionId)
          .text("user_id", userId.value())
          .text("username", username)
          .word("role", role)
          .object("permissions", fields -> Permission.write(permissions, fields))
          .flag("audio_enabled", media.audioEnabled())
          .flag("video_enabled", media.videoEnabled())
          .flag("screen_sharing", media.screenSharing())
          .text("resume_token", attachment.resumeToken)
          .number("generation", attachment.generation)
          .flag("resumed", attachment.resumed)
          .text("epoch", epoch)
          .number("sequence", sequence)
          .object("heartbeat", heartbeat::write)
          .number("grace_ms", grace.toMillis())
          .time("token_expires_at", tokenExpiresAt)
          .text("return_ticket", returnTicket);
    }
  }

  /**
   * One binding of a connection to a session.
   *
   * @param generation newest wins
   */
  record Attachment(String resumeToken, long generation, boolean resumed) {
    @Override
    public String toString() {
      return "Attachment[generation=" + generation + ", resumed=" + resumed + "]";
    }
  }

  /** How often a client must be heard, and when it is taken for gone; in use and in background. */
  record Heartbeat(
      Duration interval, Duration backgroundInterval, Duration dead, Duration backgroundDead) {
    void write(FieldWriter out) {
      out.number("interval_ms", interval.toMillis())
          .number("background_interval_ms", backgroundInterval.toMillis())
          .number("dead_after_ms", dead.toMillis())
          .number("background_dead_after_ms", backgroundDead.toMillis());
    }
  }

  /**
   * The whole room, to start from; one participant for each session.
   *
   * @param recording null while nobody records it
   */
  record RoomState(
      String roomId,
      String epoch,
      long sequence,
      @Nullable UserId hostId,
      List<ParticipantView> participants,
      RoomSettings settings,
      HandQueue hands,
      Breakouts breakouts,
      @Nullable OngoingRecording recording,
      UserId reader)
      implements Link {
    public RoomState {
      participants = List.copyOf(participants);
    }

    @Override
    public MessageType type() {
      return MessageType.ROOM_STATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("room_id", roomId)
          .text("epoch", epoch)
          .number("sequence", sequence)
          .text("host_id", hostId == null ? null : hostId.value())
          .number("participant_count", participantCount())
          .objects("participants", participants, ParticipantView::write)
          .object("settings", settings::write);
      hands.write("hands", out);
      out.objects("breakout_rooms", breakouts.rooms(), Breakout::write)
          .text("breakout_room_id", breakouts.of(reader));
      if (recording != null) {
        out.object("recording", recording::write);
      }
    }

    /** Counts people, not devices. */
    public long participantCount() {
      return participants.stream()
          .filter(each -> each.kind() == ParticipantKind.PERSON)
          .map(ParticipantView::userId)
          .distinct()
          .count();
    }
  }

  /** What a resumed session will now be sent: the messages of (from, to]. */
  record ReconnectionDetected(
      Duration disconnected,
      long missedMessageCount,
      String epoch,
      long fromSequence,
      long toSequence,
      @Nullable Truncation truncation)
      implements Link {
    @Override
    public MessageType type() {
      return MessageType.RECONNECTION_DETECTED;
    }

    @Override
    public void write(FieldWriter out) {
      out.number("disconnect_duration", disconnected.toMillis() / 1000.0)
          .number("missed_message_count", missedMessageCount)
          .text("epoch", epoch)
          .number("from_sequence", fromSequence)
          .number("to_sequence", toSequence)
          .flag("truncated", truncation != null);
      if (truncation != null) {
        truncation.write(out);
      }
    }
  }

  /**
   * What cannot be replayed.
   *
   * @param missing null when the positions cannot be compared
   */
  record Truncation(
      TruncationReason reason, @Nullable MissingSequences missing, RoomState snapshot) {
    void write(FieldWriter out) {
      out.word("reason", reason);
      if (missing != null) {
        out.object("missing", missing::write);
      }
      out.object("snapshot", snapshot::write);
    }
  }

  /** Both inclusive. */
  record MissingSequences(long from, long to) {
    void write(FieldWriter out) {
      out.number("from_sequence", from).number("to_sequence", to);
    }
  }

  /**
   * The message with that id is accepted and has that position.
   *
   * @param duplicate it had been accepted before
   * @param messageId by which chat is spoken of; null for everything else
   */
  record Ack(String id, long sequence, String epoch, boolean duplicate, @Nullable String messageId)
      implements Link {
    @Override
    public MessageType type() {
      return MessageType.ACK;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("id", id)
          .number("sequence", sequence)
          .text("epoch", epoch)
          .flag("duplicate", duplicate)
          .text("message_id", messageId);
    }
  }

  /** Any frame answers it. */
  record Ping() implements Link {
    @Override
    public MessageType type() {
      return MessageType.PING;
    }

    @Override
    public void write(FieldWriter out) {}
  }

  /**
   * The answer to a ping.
   *
   * @param id of the ping, if it had one
   * @param sequence everything up to there has been sent before
   */
  record Pong(@Nullable String id, long sequence, String epoch, Instant serverTime)
      implements Link {
    @Override
    public MessageType type() {
      return MessageType.PONG;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("id", id)
          .number("sequence", sequence)
          .text("epoch", epoch)
          .time("server_time", serverTime);
    }
  }

  /**
   * The new access token is accepted.
   *
   * @param returnTicket as in {@link Joined}, in place of the one before
   */
  record Refreshed(Instant tokenExpiresAt, @Nullable String returnTicket) implements Link {
    @Override
    public MessageType type() {
      return MessageType.REFRESHED;
    }

    @Override
    public void write(FieldWriter out) {
      out.time("token_expires_at", tokenExpiresAt).text("return_ticket", returnTicket);
    }
  }

  /**
   * A refusal.
   *
   * @param id of the message that was refused, if it had one
   * @param retryAfter null when trying again cannot help
   */
  record Problem(
      String code,
      String message,
      @Nullable String id,
      @Nullable Duration retryAfter,
      Map<String, Object> details)
      implements Link {
    public Problem {
      details = Map.copyOf(details);
    }

    @Override
    public MessageType type() {
      return MessageType.ERROR;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("code", code).text("message", message).text("id", id);
      if (retryAfter != null) {
        out.number("retry_after", retryAfter.plusMillis(999).toSeconds());
      }
      if (!details.isEmpty()) {
        out.object("details", fields -> details.forEach(fields::value));
      }
    }
  }
}
