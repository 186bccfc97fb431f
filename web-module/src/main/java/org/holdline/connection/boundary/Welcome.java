package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.ServerPayload.MissingSequences;
import org.holdline.message.control.ServerPayload.Truncation;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Recovery;
import org.holdline.room.control.DoorAnswer;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.HeartbeatSettings;
import org.holdline.session.control.RoomSnapshot;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.SessionSettings;
import org.jspecify.annotations.Nullable;

/** Writes what a session is told when it enters a room or comes back to it. */
@Dependent
class Welcome {
  private final MessageCodec codec;
  private final RoomPolicy policy;
  private final HeartbeatSettings heartbeat;
  private final SessionSettings settings;
  private final Clock clock;
  private final Proof proof;

  @Inject
  Welcome(
      MessageCodec codec,
      RoomPolicy policy,
      HeartbeatSettings heartbeat,
      SessionSettings settings,
      Clock clock,
      Proof proof) {
    this.codec = codec;
    this.policy = policy;
    this.heartbeat = heartbeat;
    this.settings = settings;
    this.clock = clock;
    this.proof = proof;
  }

  /** Somebody inside has let him in. */
  String admitted(RoomConnection connection, DoorAnswer.Admitted in) {
    var user = connection.caller().id();
    return envelope(new Notice.WaitingRoomAdmit(user, in.by(), in.at()), connection.room());
  }

  /** Somebody inside has turned him away. */
  String rejected(RoomConnection connection, DoorAnswer.Rejected out) {
    var user = connection.caller().id();
    var told = new Notice.WaitingRoomReject(user, out.by(), out.reason(), out.at());
    return envelope(told, connection.room());
  }

  String joined(RoomConnection connection, Admitted admitted, LogPosition start) {
    var caller = connection.caller();
    var key = admitted.attachment().key();
    return envelope(
        new ServerPayload.Joined(
            key.session().value(),
            caller.id(),
            admitted.username(caller.name()),
            admitted.role(),
            policy.permissions(admitted.snapshot().rules(), caller.id()),
            admitted.media(),
            new ServerPayload.Attachment(
                admitted.resumeToken(),
                admitted.attachment().generation(),
                admitted.resumption() != null),
            start.epoch().value(),
            start.sequence(),
            new ServerPayload.Heartbeat(
                heartbeat.interval(),
                heartbeat.backgroundInterval(),
                heartbeat.deadAfter(),
                heartbeat.backgroundDeadAfter()),
            settings.grace(),
            caller.expiresAt(),
            proof.returnTicket(connection, caller)),
        key.room());
  }

  String roomState(SessionKey key, RoomSnapshot snapshot) {
    return envelope(snapshot.state(key.room(), key.user()), key.room());
  }

  String reconnection(Admitted admitted, Recovery recovery, long fromSequence) {
    var key = admitted.attachment().key();
    var away = admitted.resumption();
    return envelope(
        new ServerPayload.ReconnectionDetected(
            away == null ? Duration.ZERO : away.away(),
            recovery.missed().size(),
            recovery.upTo().epoch().value(),
            fromSequence,
            recovery.upTo().sequence(),
            truncation(key, admitted.snapshot(), recovery)),
        key.room());
  }

  private static @Nullable Truncation truncation(
      SessionKey key, RoomSnapshot snapshot, Recovery recovery) {
    return switch (recovery) {
      case Recovery.Complete complete -> null;
      case Recovery.Truncated cut ->
          new Truncation(
              cut.reason(), sequences(cut.missing()), snapshot.state(key.room(), key.user()));
    };
  }

  private static @Nullable MissingSequences sequences(@Nullable MissingRange missing) {
    return missing == null ? null : new MissingSequences(missing.from(), missing.to());
  }

  private String envelope(ServerPayload payload, RoomId room) {
    return codec.envelope(OutgoingEnvelope.ofServer(payload, room.value(), clock.instant()));
  }
}
