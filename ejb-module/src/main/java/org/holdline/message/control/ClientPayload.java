package org.holdline.message.control;

import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** What a client may say; each record has checked itself. */
public sealed interface ClientPayload extends Payload
    permits Signal,
        Passing,
        Report,
        ChatChange,
        ScreenShare,
        ClientPayload.Join,
        ClientPayload.Ack,
        ClientPayload.Ping,
        ClientPayload.Refresh,
        ClientPayload.Leave,
        ClientPayload.Chat,
        ClientPayload.MediaControl,
        ClientPayload.HandRaise {
  int CONTENT_MAX = 10_000;
  int TOKEN_MAX = 16_384;
  int RESUME_TOKEN_MAX = 256;
  int EPOCH_MAX = 64;
  long ATTEMPT_MAX = 1_000_000_000;

  /** What the sender must be allowed to say exactly this. */
  default Optional<Permission> permission() {
    return type().permission();
  }

  /** To whom it is addressed; null means the audience of its type. */
  default @Nullable Target target() {
    return null;
  }

  /**
   * The first frame of an SDK client.
   *
   * @param resumeToken of the session to go on with
   * @param attempt the client's count of its joins to this session
   * @param lastSequence may be any number; one that cannot be is answered with a truncation
   * @param audioEnabled null leaves it as it was; true for a new session
   */
  record Join(
      String clientId,
      @Nullable String resumeToken,
      @Nullable Long attempt,
      @Nullable String epoch,
      @Nullable Long lastSequence,
      @Nullable Boolean audioEnabled,
      @Nullable Boolean videoEnabled,
      @Nullable Boolean background)
      implements ClientPayload {
    public Join {
      Check.id("client_id", clientId);
      if (resumeToken != null) {
        Check.length("resume_token", resumeToken, 1, RESUME_TOKEN_MAX);
      }
      if (attempt != null) {
        Check.range("attempt", attempt, 1, ATTEMPT_MAX);
      }
      if (epoch != null) {
        Check.length("epoch", epoch, 1, EPOCH_MAX);
      }
    }

    static Join read(Fields fields) {
      return new Join(
          fields.text("client_id"),
          fields.findText("resume_token"),
          fields.findWhole("attempt"),
          fields.findText("epoch"),
          fields.findWhole("last_sequence"),
          fields.findFlag("audio_enabled"),
          fields.findFlag("video_enabled"),
          fields.findFlag("background"));
    }

    @Override
    public MessageType type() {
      return MessageType.JOIN;
    }

    @Override
    public String toString() {
      return "Join[clientId=" + clientId + ", epoch=" + epoch + ", last=" + lastSequence + "]";
    }
  }

  /** Everything up to there has been received and applied. */
  record Ack(long sequence, String epoch) implements ClientPayload {
    public Ack {
      Check.range("sequence", sequence, 0, Long.MAX_VALUE);
      Check.length("epoch", epoch, 1, EPOCH_MAX);
    }

    static Ack read(Fields fields) {
      return new Ack(fields.whole("sequence"), fields.text("epoch"));
    }

    @Override
    public MessageType type() {
      return MessageType.ACK;
    }
  }

  /**
   * A sign of life.
   *
   * @param background null leaves it as it was
   */
  record Ping(@Nullable Boolean background) implements ClientPayload {
    static Ping read(Fields fields) {
      return new Ping(fields.findFlag("background"));
    }

    @Override
    public MessageType type() {
      return MessageType.PING;
    }
  }

  /** A new access token of the same subject. */
  record Refresh(String token) implements ClientPayload {
    public Refresh {
      Check.length("token", token, 1, TOKEN_MAX);
    }

    static Refresh read(Fields fields) {
      return new Refresh(fields.text("token"));
    }

    @Override
    public MessageType type() {
      return MessageType.REFRESH;
    }

    @Override
    public String toString() {
      return "Refresh[redacted]";
    }
  }

  /** Ends the session at once. */
  record Leave() implements ClientPayload {
    @Override
    public MessageType type() {
      return MessageType.LEAVE;
    }
  }

  /**
   * Something said to the room, or to one of its users alone.
   *
   * @param replyTo the id of the message that is answered
   * @param target the user it is said to alone
   */
  record Chat(
      String content,
      ChatMessageType messageType,
      @Nullable String replyTo,
      @Nullable Target target)
      implements ClientPayload {
    public Chat {
      Check.length("content", content, 1, CONTENT_MAX);
      if (replyTo != null) {
        Check.id("reply_to", replyTo);
      }
      Check.that(
          target == null || target.session() == null,
          "target_session_id",
          "chat is said to users, not to devices");
    }

    static Chat read(Fields fields) {
      return new Chat(
          fields.text("content"),
          fields.find("message_type") == null
              ? ChatMessageType.TEXT
              : fields.word("message_type", ChatMessageType.class),
          fields.findText("reply_to"),
          Target.read(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.CHAT_MESSAGE;
    }

    @Override
    public String toString() {
      return "Chat[" + content.length() + " characters]";
    }
  }

  /** Without a target about oneself; with one it asks another to stop. */
  record MediaControl(MediaAction action, MediaType mediaType, @Nullable Target target)
      implements ClientPayload {
    public MediaControl {
      Check.that(action.fits(mediaType), "media_type", "must fit the action");
      Check.that(target == null || action.isOff(), "action", "must be mute or video_off");
      Check.that(
          target == null || target.user() != null, "target_user_id", "is required with a session");
    }

    static MediaControl read(Fields fields) {
      return new MediaControl(
          fields.word("action", MediaAction.class),
          fields.word("media_type", MediaType.class),
          Target.read(fields));
    }

    @Override
    public MessageType type() {
      return MessageType.MEDIA_CONTROL;
    }

    /** Whose medium it is, if it is another's. */
    public @Nullable UserId asked() {
      return target == null ? null : target.user();
    }

    /** Switching one's own medium off needs none. */
    @Override
    public Optional<Permission> permission() {
      if (target != null) {
        return Optional.of(Permission.MANAGE_PARTICIPANTS);
      }
      return action.isOff() ? Optional.empty() : Optional.of(mediaType.permission());
    }
  }

  /** One's own hand; raising it twice changes nothing. */
  record HandRaise(boolean raised) implements ClientPayload {
    static HandRaise read(Fields fields) {
      return new HandRaise(fields.flag("raised"));
    }

    @Override
    public MessageType type() {
      return MessageType.HAND_RAISE;
    }
  }
}
