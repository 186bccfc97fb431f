package org.holdline.signaling.control;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.ClientPayload.Chat;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.NetworkStats;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.Passing;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.Signal;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.RoomLog;
import org.holdline.room.control.RoomPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Brings a participant's message into the log: pace, permission, the server's own facts about the
 * sender, route. Thread-safe.
 */
public final class MessageRouter {
  private final RoomLog log;
  private final PassingOn passingOn;
  private final RoomPolicy policy;
  private final Pace pace;
  private final MessageCodec codec;
  private final Clock clock;

  public MessageRouter(
      RoomLog log,
      EphemeralPath path,
      RoomPolicy policy,
      Limits limits,
      MessageCodec codec,
      Clock clock) {
    this.log = log;
    this.passingOn = new PassingOn(path, codec, clock);
    this.policy = policy;
    this.pace = new Pace(limits);
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Says something to the room or to some in it, with one append for all of it that is logged, in
   * order; what is said in passing goes first.
   *
   * @return one for each message, in order
   * @throws org.holdline.problem.entity.UnavailableException when the log is out of reach: nothing
   *     is known to be said
   * @throws org.holdline.replay.control.SessionGoneException when the connection no longer holds
   *     its session
   * @throws IllegalArgumentException for a message that is not for the room
   */
  public List<Said> say(Speaker speaker, List<ClientMessage> messages) {
    var refusals = refusals(speaker, messages);
    var drafts = new ArrayList<Draft>();
    var passing = new ArrayList<Passing>();
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      if (refusals.get(i).isEmpty() && message.payload() instanceof Passing inPassing) {
        passing.add(inPassing);
      } else if (refusals.get(i).isEmpty()) {
        drafts.add(draft(speaker, message));
      }
    }
    var passed = passingOn.tell(speaker, passing).iterator();
    var room = speaker.attachment().key().room();
    var outcomes = (drafts.isEmpty() ? List.<Outcome>of() : log.append(room, drafts)).iterator();
    var said = new ArrayList<Said>();
    for (int i = 0; i < messages.size(); i++) {
      boolean isPassing = messages.get(i).payload() instanceof Passing;
      said.add(
          refusals
              .get(i)
              .<Said>map(Said.Refused::new)
              .orElseGet(() -> isPassing ? passed.next() : said(outcomes.next())));
    }
    return said;
  }

  /** Each of them is charged for, also what he may not say. */
  private List<Optional<ProblemException>> refusals(Speaker speaker, List<ClientMessage> messages) {
    var hasty = pace.judge(speaker.attachment().key(), messages).iterator();
    return messages.stream()
        .map(message -> hasty.next().or(() -> refusal(speaker, message)))
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
      case Outcome.TargetAbsent absent -> Said.Refused.targetAbsent();
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
        new Draft.Entry(speaker.routing(message.payload()), body),
        patch(message.payload()));
  }

  private static ServerPayload heard(Speaker speaker, ClientMessage message, Instant now) {
    return switch (message.payload()) {
      case Signal signal -> signal;
      case Chat chat ->
          new Notice.Chat(
              messageId(speaker, message),
              speaker.author(),
              chat.content(),
              chat.messageType(),
              chat.replyTo(),
              now);
      case MediaControl control ->
          new Notice.MediaControl(
              control.action(), control.mediaType(), speaker.author(), control.target(), now);
      case Passing passing -> throw notForTheLog(passing);
      case NetworkStats stats -> throw notForTheLog(stats);
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
