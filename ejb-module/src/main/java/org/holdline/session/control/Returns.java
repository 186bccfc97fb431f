package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.holdline.analytics.control.Analytics;
import org.holdline.analytics.entity.RoomEvent;
import org.holdline.message.control.TruncationReason;
import org.holdline.platform.control.NodeName;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Admission.Resumption;
import org.holdline.session.entity.RecoveryFacts;
import org.holdline.session.entity.RecoveryKey;
import org.holdline.session.entity.RecoveryRecord;
import org.jspecify.annotations.Nullable;

/** Finds out what those who come back have missed, and keeps the evidence of it. */
@Dependent
public class Returns {
  private final Replay replay;
  private final HistoryScope scope;
  private final RecoveryJournal journal;
  private final Analytics analytics;
  private final Clock clock;
  private final NodeName node;

  @Inject
  public Returns(
      Replay replay,
      HistoryScope scope,
      RecoveryJournal journal,
      Analytics analytics,
      Clock clock,
      NodeName node) {
    this.replay = replay;
    this.scope = scope;
    this.journal = journal;
    this.analytics = analytics;
    this.clock = clock;
    this.node = node;
  }

  /**
   * What an admitted session gets.
   *
   * @param said where it says it stands; null if it does not
   * @param startedNanos when it came
   */
  public Return of(Admitted admitted, Replay.@Nullable Asked said, long startedNanos) {
    var asked = asked(admitted, said);
    return new Return(
        admitted, asked, asked == null ? null : recovery(admitted, asked), startedNanos);
  }

  private static Replay.@Nullable Asked asked(Admitted admitted, Replay.@Nullable Asked said) {
    var resumption = admitted.resumption();
    if (said != null || resumption == null) {
      return said;
    }
    var cursor = Objects.requireNonNullElse(resumption.cursor(), admitted.snapshot().position());
    return new Replay.Asked(cursor.epoch().value(), cursor.sequence());
  }

  private @Nullable Recovery recovery(Admitted admitted, Replay.Asked asked) {
    var key = admitted.attachment().key();
    var reader = new Reader(key.user(), key.session());
    var found =
        replay
            .recover(key.room(), reader, asked)
            .map(all -> scope.within(key.room(), key.user(), asked, all))
            .orElse(null);
    if (found != null && admitted.resumption() == null) {
      return fromSnapshot(admitted, withoutPast(found));
    }
    return found instanceof Recovery.Truncated cut && cut.missing() == null
        ? fromSnapshot(admitted, cut.reason())
        : found;
  }

  /** A new session has no right to what was said before it. */
  private static TruncationReason withoutPast(Recovery found) {
    return found instanceof Recovery.Truncated cut && cut.missing() == null
        ? cut.reason()
        : TruncationReason.EXPIRED;
  }

  /** Whoever begins with the snapshot is served from exactly there on. */
  private static Recovery fromSnapshot(Admitted admitted, TruncationReason reason) {
    return new Recovery.Truncated(admitted.snapshot().position(), List.of(), reason, null);
  }

  /**
   * Keeps the evidence of a resume; a session that has just begun leaves none, nor does one of a
   * node's own. Never blocks.
   *
   * @param whole whether all was handed to the connection before that ended
   */
  public void note(Return done, boolean whole) {
    var resumption = done.admitted().resumption();
    var attachment = done.admitted().attachment();
    if (resumption != null && !attachment.key().room().isOfNode()) {
      var key = new RecoveryKey(attachment.key().session().value(), attachment.generation());
      var facts = facts(done, resumption, whole);
      journal.note(new RecoveryRecord(key, facts));
      analytics.note(event(attachment, facts));
    }
  }

  private static RoomEvent event(Attachment attachment, RecoveryFacts facts) {
    var key = attachment.key();
    var session = key.session().value();
    return new RoomEvent(
        key.room(),
        session + "." + attachment.generation(),
        "recovered",
        facts.resumedAt(),
        null,
        0,
        key.user(),
        new RoomEvent.Facts.Resumed(
            session, facts.awayMillis(), facts.tookMillis(), facts.outcome()));
  }

  private RecoveryFacts facts(Return done, Resumption resumption, boolean whole) {
    var key = done.admitted().attachment().key();
    var start = done.start();
    var missing = missing(done.recovery());
    var asked = done.asked();
    return new RecoveryFacts(
        key.room().value(),
        key.user().value(),
        resumption.before().wireName(),
        resumption.away().toMillis(),
        asked == null ? null : known(asked.epoch()),
        asked == null ? start.sequence() : asked.sequence(),
        start.epoch().value(),
        done.from().sequence(),
        start.sequence(),
        done.missed().size(),
        done.outcome(),
        missing == null ? null : missing.from(),
        missing == null ? null : missing.to(),
        whole ? done.since(System.nanoTime()).toMillis() : null,
        node.value(),
        clock.instant());
  }

  private static @Nullable MissingRange missing(@Nullable Recovery recovery) {
    return recovery instanceof Recovery.Truncated cut ? cut.missing() : null;
  }

  /** What a client calls an epoch may be anything. */
  private static @Nullable String known(@Nullable String epoch) {
    return epoch != null && Epoch.isEpoch(epoch) ? epoch : null;
  }
}
