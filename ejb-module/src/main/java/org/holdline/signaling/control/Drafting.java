package org.holdline.signaling.control;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.ClientPayload.Chat;
import org.holdline.message.control.ClientPayload.HandRaise;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Report;
import org.holdline.message.control.ScreenShare;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.ShareAction;
import org.holdline.message.control.Signal;
import org.holdline.replay.control.Draft;
import org.jspecify.annotations.Nullable;

/** Makes of what a participant says what the room will hear. Thread-safe. */
final class Drafting {
  private final MessageCodec codec;
  private final Clock clock;

  Drafting(MessageCodec codec, Clock clock) {
    this.codec = codec;
    this.clock = clock;
  }

  Draft draft(Speaker speaker, ClientMessage message) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var heard = heard(speaker, message, now);
    var key = speaker.attachment().key();
    var body =
        codec.envelope(new OutgoingEnvelope(heard, key.room().value(), speaker.identity(), now));
    return new Draft(
        key.session(),
        speaker.attachment().generation(),
        speaker.clientId(),
        message.id(),
        new Draft.Entry(speaker.routing(message.payload()), body),
        patch(message.payload()));
  }

  private static ServerPayload heard(Speaker speaker, ClientMessage message, Instant now) {
    return switch (message.payload()) {
      case Signal signal -> signal;
      case Chat said ->
          new Notice.Chat(
              Objects.requireNonNull(messageId(speaker, message)), speaker.author(), said, now);
      case ChatChange.Edit edit -> new Notice.ChatEdited(edit, speaker.author(), now);
      case ChatChange.Delete deletion -> new Notice.ChatDeleted(deletion, speaker.author(), now);
      case MediaControl control ->
          new Notice.MediaControl(
              control.action(), control.mediaType(), speaker.author(), control.target(), now);
      case ScreenShare share -> new Notice.ScreenShared(share, speaker.author(), now);
      case Passing passing -> throw notForTheLog(passing);
      case Report report -> throw notForTheLog(report);
      case HandRaise hand -> throw notForTheLog(hand);
      case ClientPayload.Join join -> throw notForTheLog(join);
      case ClientPayload.Ack ack -> throw notForTheLog(ack);
      case ClientPayload.Ping ping -> throw notForTheLog(ping);
      case ClientPayload.Refresh refresh -> throw notForTheLog(refresh);
      case ClientPayload.Leave leave -> throw notForTheLog(leave);
    };
  }

  private static IllegalArgumentException notForTheLog(ClientPayload payload) {
    return new IllegalArgumentException("not for the log: " + payload.type().wireName());
  }

  /** By which chat is spoken of; the same message sent again has the same id. */
  static @Nullable String messageId(Speaker speaker, ClientMessage message) {
    if (!(message.payload() instanceof Chat)) {
      return null;
    }
    if (message.id() == null) {
      return UUID.randomUUID().toString();
    }
    var key = speaker.attachment().key();
    var name = key.room() + "\n" + key.user() + "\n" + speaker.clientId() + "\n" + message.id();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What a participant does to his own media shows in his entry. */
  private static @Nullable String patch(ClientPayload payload) {
    if (payload instanceof ScreenShare share) {
      return "{\"screen_sharing\":" + (share.action() == ShareAction.START) + "}";
    }
    if (!(payload instanceof MediaControl control) || control.target() != null) {
      return null;
    }
    var field = control.mediaType().entryField();
    return "{\"" + field + "\":" + !control.action().isOff() + "}";
  }
}
