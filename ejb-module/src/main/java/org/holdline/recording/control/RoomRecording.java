package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.identity.control.Administrators;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.RoleRefusal;
import org.holdline.message.control.RecordingState;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.recording.control.RecordingLedger.Owned;
import org.holdline.recording.control.RecordingLedger.Wanted;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingKind;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore;
import org.jspecify.annotations.Nullable;

/**
 * What people do about recordings: start, pause, stop, look, delete. Whoever has nothing to do with
 * one is told that there is none.
 */
@Dependent
public class RoomRecording {
  private final RecordingLedger ledger;
  private final RecordingDeeds deeds;
  private final RulesStore rooms;
  private final RecordingJobs jobs;
  private final Meters meters;

  @Inject
  public RoomRecording(
      RecordingLedger ledger,
      RecordingDeeds deeds,
      RulesStore rooms,
      RecordingJobs jobs,
      Meters meters) {
    this.ledger = ledger;
    this.deeds = deeds;
    this.rooms = rooms;
    this.jobs = jobs;
    this.meters = meters;
  }

  /**
   * Begins a recording; it is {@code pending} until somebody sends something.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code recording_not_allowed}, {@code
   *     recording_already_active}, {@code recording_capacity} or {@code recording_unavailable}
   */
  public RecordingState start(RoomId room, Caller by, RecordingKind kind) {
    var started =
        rooms.whileTheyHold(
            room,
            now -> {
              var who = now.actor(by.id());
              deeds.requireAllowed(now, by.id());
              var wanted = new Wanted(room, by.id(), who.username(), kind);
              return commit(() -> ledger.start(wanted, () -> deeds.isPossible(room, now, kind)))
                  .orElseThrow(RulesChangedException::new);
            });
    deeds.begin(RecordingId.of(started.recordingId()));
    meters.count(Metric.RECORDINGS, "started");
    deeds.note(started, by.id(), RecordingDeeds.STARTED);
    return get(new RecordingAsked(RecordingId.of(started.recordingId()), room, by));
  }

  public RecordingState pause(RecordingAsked asked) {
    return moved(asked, Move.PAUSE);
  }

  public RecordingState resume(RecordingAsked asked) {
    return moved(asked, Move.RESUME);
  }

  public RecordingState stop(RecordingAsked asked) {
    return moved(asked, Move.STOP);
  }

  public RecordingState cancel(RecordingAsked asked) {
    return moved(asked, Move.CANCEL);
  }

  private RecordingState moved(RecordingAsked asked, Move move) {
    requireControl(asked);
    var state = commit(() -> ledger.move(asked.id(), move, asked.by()));
    deeds.moved(state, asked.by().id(), move);
    return state;
  }

  /** Those who have nothing to do with it do not know of it. */
  private void requireControl(RecordingAsked asked) {
    var owned = commit(() -> ledger.owned(asked));
    if (isOwner(owned, asked.by())) {
      return;
    }
    var role = required(owned, asked.by()).roleOf(asked.by().id());
    if (Role.MODERATOR.outranks(role)) {
      throw RoleRefusal.insufficient();
    }
  }

  private static boolean isOwner(Owned owned, Caller by) {
    return owned.user().equals(by.id()) || Administrators.isOne(by);
  }

  private RoomNow required(Owned owned, Caller by) {
    var now = rooms.read(owned.room());
    if (now.find(by.id()).isEmpty()) {
      throw RecordingRefusals.notFound();
    }
    return now;
  }

  /**
   * Whether somebody may see and fetch it: whoever has started it, and whoever is in its room.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code recording_not_found}
   */
  void requireSight(RecordingAsked asked) {
    var owned = commit(() -> ledger.owned(asked));
    if (!isOwner(owned, asked.by())) {
      required(owned, asked.by());
    }
  }

  public RecordingState get(RecordingAsked asked) {
    requireSight(asked);
    return commit(() -> ledger.get(asked.id()));
  }

  /** Those of a room, the newest first: all for those who are in it, otherwise his own. */
  public List<RecordingState> of(RoomId room, Caller by) {
    var all = commit(() -> ledger.of(room));
    boolean isThere = Administrators.isOne(by) || rooms.read(room).find(by.id()).isPresent();
    return isThere
        ? all
        : all.stream().filter(each -> each.userId().equals(by.id().value())).toList();
  }

  /**
   * Those that the caller has started, the newest first.
   *
   * @param status null for all
   */
  public List<RecordingState> of(Caller by, @Nullable RecordingStatus status) {
    return commit(() -> ledger.of(by.id(), status));
  }

  /** Deletes one that is over, with all its files. */
  public void delete(RecordingAsked asked) {
    requireControl(asked);
    var state = commit(() -> ledger.get(asked.id()));
    jobs.delete(asked.id());
    deeds.note(state, asked.by().id(), RecordingDeeds.DELETED);
  }
}
