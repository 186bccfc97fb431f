package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdline.identity.control.Caller;
import org.holdline.message.control.ClientEvent;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.NetworkStats;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.Passed;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.Reading;
import org.holdline.message.control.Report;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.ServerPayload;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.replay.control.LogPosition;
import org.holdline.signaling.control.MessageRouter;
import org.holdline.signaling.control.Said;
import org.jspecify.annotations.Nullable;

/** What the server answers to the messages of somebody who is in. */
@Dependent
class Conversation {
  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

  private final MessageCodec codec;
  private final MessageRouter router;
  private final ClientReports reports;
  private final Proof proof;
  private final Clock clock;
  private final Meters meters;

  @Inject
  Conversation(
      MessageCodec codec,
      MessageRouter router,
      ClientReports reports,
      Proof proof,
      Clock clock,
      Meters meters) {
    this.codec = codec;
    this.router = router;
    this.reports = reports;
    this.proof = proof;
    this.clock = clock;
    this.meters = meters;
  }

  Meters meters() {
    return meters;
  }

  Iterable<Reading> read(String frame, SenderIdentity sender) {
    return codec.read(frame, sender);
  }

  /**
   * Says it to the room; answers each with an error, or an ack where the client gave an id.
   *
   * @return those that were said too fast, to be sent again later
   */
  List<ClientMessage> say(
      RoomConnection connection, Presence presence, List<ClientMessage> messages) {
    var said = router.say(presence.speaker(), messages);
    var answers = new ArrayList<String>();
    var postponed = new ArrayList<ClientMessage>();
    for (int i = 0; i < messages.size(); i++) {
      var id = messages.get(i).id();
      switch (said.get(i)) {
        case Said.Refused refused ->
            answers.add(envelope(connection, problem(id, refused.problem())));
        case Said.Logged logged when id != null ->
            answers.add(envelope(connection, ack(id, logged)));
        case Said.Logged logged -> {}
        case Said.Passed passed ->
            reports.passed(presence, messages.get(i).payload(), clock.instant());
      }
      if (said.get(i).mayBeSaidLater()) {
        postponed.add(messages.get(i));
      }
      if (!connection.room().isOfNode()) {
        count(messages.get(i), said.get(i));
      }
    }
    connection.send(answers);
    return postponed;
  }

  private static ServerPayload.Ack ack(String id, Said.Logged logged) {
    var position = logged.appended().position();
    return new ServerPayload.Ack(
        id,
        position.sequence(),
        position.epoch().value(),
        logged.appended().duplicate(),
        logged.messageId());
  }

  private void count(ClientMessage message, Said said) {
    switch (said) {
      case Said.Refused refused -> meters.count(Metric.MESSAGES_REFUSED, refused.problem().code());
      case Said.Logged logged when logged.appended().duplicate() ->
          meters.count(Metric.MESSAGES_DUPLICATE);
      case Said.Logged logged -> accepted(message);
      case Said.Passed passed -> accepted(message);
    }
  }

  private void accepted(ClientMessage message) {
    meters.count(Metric.MESSAGES_ACCEPTED, message.payload().type().messageClass().wireName());
  }

  /** Takes what a client tells the server alone; he hears in which quality to send. */
  void take(RoomConnection connection, Presence presence, Report report) {
    router.charge(presence.speaker(), new ClientMessage(null, report));
    var now = clock.instant();
    switch (report) {
      case NetworkStats stats ->
          reports
              .advise(presence, stats, now)
              .ifPresent(advice -> answer(connection, new Passed(advice, null, now)));
      case ClientEvent event -> reports.note(presence, event, now);
    }
  }

  /** False for an ack of what was not sent: it moves nothing and proves nothing. */
  boolean acknowledge(Presence presence, ClientPayload.Ack ack) {
    var outcome = presence.acknowledge(ack.epoch(), ack.sequence());
    if (outcome != Presence.Acknowledged.TAKEN) {
      meters.count(Metric.ACKS_IGNORED, outcome.label());
    }
    return outcome == Presence.Acknowledged.TAKEN;
  }

  void pending(RoomConnection connection, PendingReason reason, int position) {
    answer(connection, new ServerPayload.JoinPending(reason, position));
  }

  void pong(RoomConnection connection, @Nullable String id, LogPosition served) {
    answer(
        connection,
        new ServerPayload.Pong(id, served.sequence(), served.epoch().value(), clock.instant()));
  }

  /**
   * Takes a newer token of the same user.
   *
   * @throws ProblemException {@code invalid_token} or {@code token_expired}
   */
  Caller refresh(RoomConnection connection, String token) {
    var renewed = proof.renewed(connection.caller(), token);
    var ticket = proof.returnTicket(connection, renewed);
    answer(connection, new ServerPayload.Refreshed(renewed.expiresAt(), ticket));
    return renewed;
  }

  void refuse(RoomConnection connection, @Nullable String id, ProblemException problem) {
    answer(connection, problem(id, problem));
  }

  private static ServerPayload.Problem problem(@Nullable String id, ProblemException problem) {
    return new ServerPayload.Problem(
        problem.code(), problem.title(), id, problem.retryAfter(), problem.details());
  }

  void refuse(RoomConnection connection, Reading.Refused refused) {
    answer(connection, refused.problem());
  }

  /** A fault of ours: the client gets a number, the log has the rest. */
  void fail(RoomConnection connection, @Nullable String id, RuntimeException fault) {
    var errorId = UUID.randomUUID().toString();
    var event =
        LogEvent.of("message failed").with("room", connection.room()).with("error", errorId);
    LOG.log(Level.ERROR, event.toString(), fault);
    answer(
        connection,
        new ServerPayload.Problem(
            "internal_error", "Something went wrong", id, null, Map.of("error_id", errorId)));
  }

  private void answer(RoomConnection connection, ServerPayload payload) {
    if (payload instanceof ServerPayload.Problem problem) {
      meters.count(Metric.MESSAGES_REFUSED, problem.code());
    }
    connection.send(envelope(connection, payload));
  }

  private String envelope(RoomConnection connection, ServerPayload payload) {
    return codec.envelope(
        OutgoingEnvelope.ofServer(payload, connection.room().value(), clock.instant()));
  }
}
