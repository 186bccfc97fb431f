package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.time.Instant;
import java.util.Objects;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.RecordingState;
import org.holdline.message.control.RecordingState.Times;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.recording.control.RecordingLedger.Kept;
import org.holdline.recording.control.RecordingLedger.Owned;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingKind;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore;

/** Carries out what was decided of recordings: judged before, told and put on record after. */
public final class RecordingDeeds {
  static final AuditAction STARTED = AuditAction.RECORDING_STARTED;
  static final AuditAction DELETED = AuditAction.RECORDING_DELETED;

  private final RoomPolicy policy;
  private final RulesStore rooms;
  private final Recorder.Tools tools;
  private final Recorders recorders;
  private final Books books;

  /** Where it is put on record. */
  record Books(AuditTrail audit, Meters meters) {}

  RecordingDeeds(
      RoomPolicy policy, RulesStore rooms, Recorder.Tools tools, Recorders recorders, Books books) {
    this.policy = policy;
    this.rooms = rooms;
    this.tools = tools;
    this.recorders = recorders;
    this.books = books;
  }

  /** Whether somebody may have the room recorded. */
  void requireAllowed(RoomNow now, UserId by) {
    policy.requireRecording(now.rules(), by);
  }

  /**
   * Whether that is still so.
   *
   * @throws ProblemException when this node cannot record like that now
   */
  boolean isPossible(RoomId room, RoomNow judged, RecordingKind kind) {
    recorders.requireCapacity(kind);
    return rooms.isCurrent(room, judged.version());
  }

  /**
   * A recording that has been noted begins on this node; if it cannot, that is noted too.
   *
   * @throws ProblemException why it cannot
   */
  void begin(RecordingId id) {
    try {
      tools.leases().hold(id);
      var job = commit(() -> tools.ledger().find(id));
      recorders.begin(job.orElseThrow(RecordingRefusals::notFound));
    } catch (ProblemException e) {
      commit(() -> tools.ledger().failed(id, e.code()));
      tools.news().tell(id);
      throw e;
    }
  }

  /** Somebody has done this to one. */
  void moved(RecordingState state, UserId by, Move move) {
    var id = RecordingId.of(state.recordingId());
    recorders.decided(id, move, moment(state.times(), move));
    tools.news().tell(id);
    switch (move) {
      case PAUSE -> done(state, by, "paused", AuditAction.RECORDING_PAUSED);
      case RESUME -> done(state, by, "resumed", AuditAction.RECORDING_RESUMED);
      case STOP -> done(state, by, "stopped", AuditAction.RECORDING_STOPPED);
      case CANCEL -> done(state, by, "cancelled", AuditAction.RECORDING_CANCELLED);
      case FLOW, COMPLETE, FAIL -> throw new IllegalArgumentException("not for people: " + move);
    }
  }

  /** What a change of that kind is noted with. */
  private static Instant moment(Times times, Move move) {
    var at =
        switch (move) {
          case PAUSE -> times.paused();
          case RESUME -> times.resumed();
          case STOP, CANCEL, FLOW, COMPLETE, FAIL -> times.stopped();
        };
    return Objects.requireNonNull(at, move::name);
  }

  private void done(RecordingState state, UserId by, String change, AuditAction action) {
    books.meters().count(Metric.RECORDINGS, change);
    note(state, by, action);
  }

  /** Puts something on record that somebody did. */
  void note(RecordingState state, UserId by, AuditAction action) {
    var owned = new Owned(new RoomId(state.roomId()), new UserId(state.userId()));
    note(RecordingId.of(state.recordingId()), owned, by, action);
  }

  /** The same with a file of one. */
  void note(Kept kept, UserId by, AuditAction action) {
    note(kept.recording(), kept.owned(), by, action);
  }

  private void note(RecordingId id, Owned owned, UserId by, AuditAction action) {
    books
        .audit()
        .record(new AuditEvent(owned.room(), by, action, owned.user(), null, "recording=" + id));
  }
}
