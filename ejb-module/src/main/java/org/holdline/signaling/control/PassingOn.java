package org.holdline.signaling.control;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.Passed;
import org.holdline.message.control.Passing;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.EphemeralPath;
import org.holdline.room.control.RulesVersion;

/** Tells the room what a participant says in passing. Thread-safe. */
final class PassingOn {
  private final EphemeralPath path;
  private final MessageCodec codec;
  private final Clock clock;

  PassingOn(EphemeralPath path, MessageCodec codec, Clock clock) {
    this.path = path;
    this.codec = codec;
    this.clock = clock;
  }

  /** One answer for each, in order. */
  List<Said> tell(Speaker speaker, List<Passing> said, RulesVersion judgedBy) {
    if (said.isEmpty()) {
      return List.of();
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var messages = said.stream().map(each -> message(speaker, each, now)).toList();
    var attachment = speaker.attachment();
    var key = attachment.key();
    return path
        .pass(key.room(), key.session(), attachment.generation(), messages, judgedBy)
        .stream()
        .map(PassingOn::answer)
        .toList();
  }

  private EphemeralMessage message(Speaker speaker, Passing said, Instant now) {
    var heard = new Passed(said, speaker.author(), now);
    var room = speaker.attachment().key().room().value();
    var envelope = new OutgoingEnvelope(heard, room, speaker.identity(), now);
    return new EphemeralMessage(speaker.routing(said), codec.envelope(envelope));
  }

  private static Said answer(EphemeralPath.Reach reach) {
    return switch (reach) {
      case THERE -> new Said.Passed();
      case ABSENT -> Said.Refused.targetAbsent();
    };
  }
}
