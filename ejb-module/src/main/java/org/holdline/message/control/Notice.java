package org.holdline.message.control;

import java.time.Instant;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** Something that happened in the room; logged and replayed. */
public sealed interface Notice extends ServerPayload
    permits BreakoutNotice,
        FileNotice,
        RecordingControl,
        RecordingNotice,
        Notice.Chat,
        Notice.ChatEdited,
        Notice.ChatDeleted,
        Notice.ScreenShared,
        Notice.MediaControl,
        Notice.UserJoined,
        Notice.UserLeft,
        Notice.ParticipantUpdate,
        Notice.RoleUpdated,
        Notice.PermissionUpdated,
        Notice.RoomSettingsUpdate,
        Notice.HandRaise,
        Notice.HandRaiseQueue,
        Notice.WaitingRoomJoin,
        Notice.WaitingRoomLeave,
        Notice.WaitingRoomAdmit,
        Notice.WaitingRoomReject {
  /**
   * Who did it, from which device.
   *
   * @param sessionId null when he did it over HTTP
   */
  record Author(UserId id, String name, @Nullable String sessionId) {}

  /**
   * Somebody said something.
   *
   * @param messageId given by the server
   */
  record Chat(String messageId, Author author, ClientPayload.Chat said, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.CHAT_MESSAGE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("message_id", messageId)
          .text("user_id", author.id.value())
          .text("username", author.name)
          .text("content", said.content())
          .word("message_type", said.messageType())
          .text("reply_to", said.replyTo());
      Target.write(said.target(), out);
      out.time("timestamp", timestamp);
    }
  }

  /** What was said says something else now. */
  record ChatEdited(ChatChange.Edit edit, Author author, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.CHAT_EDIT;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("message_id", edit.messageId())
          .text("user_id", author.id.value())
          .text("username", author.name)
          .text("content", edit.content());
      Target.write(edit.target(), out);
      out.time("timestamp", timestamp);
    }
  }

  /** What was said is taken back, by its author or by somebody who manages participants. */
  record ChatDeleted(ChatChange.Delete deletion, Author author, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.CHAT_DELETE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("message_id", deletion.messageId())
          .text("user_id", author.id.value())
          .text("username", author.name);
      Target.write(deletion.target(), out);
      out.time("timestamp", timestamp);
    }
  }

  /** A medium was switched, or, with a target, is asked to be. */
  record MediaControl(
      MediaAction action,
      MediaType mediaType,
      Author author,
      @Nullable Target target,
      Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.MEDIA_CONTROL;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("action", action)
          .word("media_type", mediaType)
          .text("user_id", author.id.value())
          .text("session_id", author.sessionId);
      Target.write(target, out);
      out.time("timestamp", timestamp);
    }
  }

  /** A screen is shared or no longer. */
  record ScreenShared(ScreenShare share, Author author, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.SCREEN_SHARE_CONTROL;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("action", share.action())
          .text("user_id", author.id.value())
          .text("username", author.name)
          .text("session_id", author.sessionId)
          .text("screen_id", share.screenId())
          .word("quality", share.quality())
          .time("timestamp", timestamp);
    }
  }

  /** The first session of a user. */
  record UserJoined(ParticipantView participant, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.USER_JOINED;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", participant.userId().value())
          .text("username", participant.username())
          .text("session_id", participant.sessionId())
          .time("timestamp", timestamp)
          .object("participant", participant::write);
    }
  }

  /** The last session of a user has ended. */
  record UserLeft(UserId userId, String username, LeaveReason reason, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.USER_LEFT;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .text("username", username)
          .time("timestamp", timestamp)
          .word("reason", reason);
    }
  }

  /** A session is now like this. */
  record ParticipantUpdate(ParticipantView participant, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.PARTICIPANT_UPDATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.object("participant", participant::write).time("timestamp", timestamp);
    }
  }

  /**
   * A user now has this role.
   *
   * @param updatedBy null when the server decided
   */
  record RoleUpdated(UserId userId, Role role, @Nullable UserId updatedBy, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.ROLE_UPDATED;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .word("role", role)
          .text("updated_by", updatedBy == null ? null : updatedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /** What a user may do now, by his role and beside it. */
  record PermissionUpdated(
      UserId userId, Set<Permission> permissions, UserId updatedBy, Instant timestamp)
      implements Notice {
    public PermissionUpdated {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public MessageType type() {
      return MessageType.PERMISSION_UPDATED;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .object("permissions", fields -> Permission.write(permissions, fields))
          .text("updated_by", updatedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /** The room is now set like this. */
  record RoomSettingsUpdate(RoomSettings settings, UserId updatedBy, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.ROOM_SETTINGS_UPDATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.object("settings", settings::write)
          .text("updated_by", updatedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /**
   * A hand has gone up or down.
   *
   * @param updatedBy null when it was its owner
   */
  record HandRaise(
      UserId userId, String username, boolean raised, @Nullable UserId updatedBy, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.HAND_RAISE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .text("username", username)
          .flag("raised", raised)
          .text("updated_by", updatedBy == null ? null : updatedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /** All hands that are up. */
  record HandRaiseQueue(HandQueue queue, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.HAND_RAISE_QUEUE;
    }

    @Override
    public void write(FieldWriter out) {
      queue.write("queue", out);
      out.time("timestamp", timestamp);
    }
  }

  /** Somebody waits at the door. */
  record WaitingRoomJoin(UserId userId, String username, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.WAITING_ROOM_JOIN;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value()).text("username", username).time("timestamp", timestamp);
    }
  }

  /** Somebody waits no more, of his own accord. */
  record WaitingRoomLeave(UserId userId, String username, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.WAITING_ROOM_LEAVE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value()).text("username", username).time("timestamp", timestamp);
    }
  }

  /** Somebody who waits may come in. */
  record WaitingRoomAdmit(UserId userId, UserId actionedBy, Instant timestamp) implements Notice {
    @Override
    public MessageType type() {
      return MessageType.WAITING_ROOM_ADMIT;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .text("actioned_by", actionedBy.value())
          .time("timestamp", timestamp);
    }
  }

  /** Somebody who waits is turned away. */
  record WaitingRoomReject(
      UserId userId, UserId actionedBy, @Nullable String reason, Instant timestamp)
      implements Notice {
    @Override
    public MessageType type() {
      return MessageType.WAITING_ROOM_REJECT;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("user_id", userId.value())
          .text("actioned_by", actionedBy.value())
          .text("reason", reason)
          .time("timestamp", timestamp);
    }
  }
}
