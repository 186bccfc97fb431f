package org.holdline.signaling.control;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.ClientPayload.Chat;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.MessageClass;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.Signal;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.replay.control.Routing;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Brings a participant's message into the log: permission, the server's own facts about the sender,
 * route. Thread-safe.
 */
public final class MessageRouter {
  private final RoomLog log;
  private final RoomPolicy policy;
  private final MessageCodec codec;
  private final Clock clock;

  public MessageRouter(RoomLog log, RoomPolicy policy, MessageCodec codec, Clock clock) {
    this.log = log;
    this.policy = policy;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Says something to the room or to some in it, in order, with one append for all of it.
   *
   * @return one for each message, in order
   * @throws org.holdline.problem.entity.UnavailableException when the log is out of reach: nothing
   *     is known to be said
   * @throws org.holdline.replay.control.SessionGoneException when the connection no longer holds
   *     its session
   * @throws IllegalArgumentException for a message that is not for the room
   */
  public List<Said> say(Speaker speaker, List<ClientMessage> messages) {
    var refusals = messages.stream().map(message -> refusal(speaker, message)).toList();
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < messages.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        drafts.add(draft(speaker, messages.get(i)));
      }
    }
    var room = speaker.attachment().key().room();
    var outcomes = drafts.isEmpty() ? List.<Outcome>of() : log.append(room, drafts);
    var next = outcomes.iterator();
    return refusals.stream()
        .map(refusal -> refusal.<Said>map(Said.Refused::new).orElseGet(() -> said(next.next())))
        .toList();
  }

  private Optional<ProblemException> refusal(Speaker speaker, ClientMessage message) {
    try {
      policy.require(speaker.permissions(), message.payload());
      return Optional.empty();
    } catch (ProblemException refusal) {
      return Optional.of(refusal);
    }
  }

  private static Said said(Outcome outcome) {
    return switch (outcome) {
      case Appended appended -> new Said.Logged(appended);
      case Outcome.TargetAbsent absent ->
          new Said.Refused(
              new ProblemException(
                  ProblemException.Kind.NOT_FOUND,
                  "user_not_found",
                  "The addressed participant is not in the room",
                  Map.of()));
    };
  }

  private Draft draft(Speaker speaker, ClientMessage message) {
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
        new Draft.Entry(routing(speaker, message.payload()), body),
        patch(message.payload()));
  }

  private static Routing routing(Speaker speaker, ClientPayload payload) {
    var key = speaker.attachment().key();
    var target = payload.target();
    var session = target == null ? null : target.session();
    return new Routing(
        payload.type().messageClass() == MessageClass.DURABLE,
        payload.type().wireName(),
        key.user(),
        key.session(),
        target == null ? null : target.user(),
        session == null ? null : new SessionId(session));
  }

  private static ServerPayload heard(Speaker speaker, ClientMessage message, Instant now) {
    return switch (message.payload()) {
      case Signal signal -> signal;
      case Chat chat ->
          new Notice.Chat(
              messageId(speaker, message),
              author(speaker),
              chat.content(),
              chat.messageType(),
              chat.replyTo(),
              now);
      case MediaControl control ->
          new Notice.MediaControl(
              control.action(), control.mediaType(), author(speaker), control.target(), now);
      case ClientPayload.Join join -> throw notForTheRoom(join);
      case ClientPayload.Ack ack -> throw notForTheRoom(ack);
      case ClientPayload.Ping ping -> throw notForTheRoom(ping);
      case ClientPayload.Refresh refresh -> throw notForTheRoom(refresh);
      case ClientPayload.Leave leave -> throw notForTheRoom(leave);
    };
  }

  private static IllegalArgumentException notForTheRoom(ClientPayload payload) {
    return new IllegalArgumentException("not for the room: " + payload.type().wireName());
  }

  private static Notice.Author author(Speaker speaker) {
    var key = speaker.attachment().key();
    return new Notice.Author(key.user(), speaker.identity().name(), key.session().value());
  }

  /** The same message sent again has the same id. */
  private static String messageId(Speaker speaker, ClientMessage message) {
    if (message.id() == null) {
      return UUID.randomUUID().toString();
    }
    var key = speaker.attachment().key();
    var name = key.room() + "\n" + key.user() + "\n" + speaker.clientId() + "\n" + message.id();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What a participant does to his own media shows in his entry. */
  private static @Nullable String patch(ClientPayload payload) {
    if (!(payload instanceof MediaControl control) || control.target() != null) {
      return null;
    }
    var field =
        switch (control.mediaType()) {
          case AUDIO -> "audio_enabled";
          case VIDEO -> "video_enabled";
          case SCREEN_SHARE -> "screen_sharing";
        };
    return "{\"" + field + "\":" + !control.action().isOff() + "}";
  }
}
