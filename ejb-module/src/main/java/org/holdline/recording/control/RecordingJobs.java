package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.holdline.blob.control.BlobStore;
import org.holdline.message.control.RecordingState;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.NodeDuty;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.StopReason;
import org.holdline.session.control.RulesStore;

/**
 * What has to be done for recordings on whatever node: going on where a node is gone, making files,
 * telling what was not told, deleting what is not kept. Whoever works on one holds its lease.
 * Thread-safe.
 */
public final class RecordingJobs {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two turns of what is not urgent. */
  public static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(RecordingJobs.class.getName());
  private static final Duration VOUCH = RecordingLeases.LIFE.dividedBy(4);
  private static final Duration UPLOAD_MAX = Duration.ofHours(24);

  private final Parts parts;
  private final Finisher finisher;
  private final NodeDuty duty;
  private final Background background;
  private final Meters meters;
  private final Clock clock;
  private final Set<RecordingId> worked = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean finishing = new AtomicBoolean();

  /** What the jobs are about. */
  record Parts(
      CaptureLedger ledger,
      RecordingLeases leases,
      Recorders recorders,
      RecordingNews news,
      RulesStore rooms,
      BlobStore blobs) {}

  RecordingJobs(
      Parts parts,
      Finisher finisher,
      NodeDuty duty,
      Background background,
      Meters meters,
      Clock clock) {
    this.parts = parts;
    this.finisher = finisher;
    this.duty = duty;
    this.background = background;
    this.meters = meters;
    this.clock = clock;
  }

  /** Begins; called once. */
  public void start() {
    background.executePatient(() -> reaching(parts.recorders()::storeLeftovers));
    background.every(Recorders.PAUSE, parts.recorders()::turn);
    background.every(VOUCH, () -> reaching(this::vouch));
    background.every(PAUSE, () -> reaching(this::turn));
    background.every(SWEEP_PAUSE, () -> reaching(this::sweep));
  }

  /** What is out of reach now is looked at in the next turn. */
  private static void reaching(Runnable work) {
    try {
      work.run();
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("recordings not looked after").with("code", e.code()));
    }
  }

  private void vouch() {
    worked.forEach(parts.leases()::hold);
  }

  private void turn() {
    commit(parts.ledger()::untold).forEach(parts.news()::tell);
    if (duty.hasEnded()) {
      return;
    }
    goOnWhereNobodyIs();
    if (!finishing.getAndSet(true)) {
      background.executePatient(this::finishAll);
    }
  }

  /** Whoever was asked for one has some time to begin. */
  private void goOnWhereNobodyIs() {
    var active = commit(parts.ledger()::active);
    var here = parts.recorders().here();
    for (var job : active) {
      boolean isLeft = !here.contains(job.id()) && job.age().compareTo(RecordingLeases.LIFE) > 0;
      if (isLeft && parts.leases().hold(job.id())) {
        goOn(job);
      }
    }
  }

  /** Its node is gone. */
  private void goOn(Job job) {
    try {
      if (parts.rooms().read(job.room()).attendees().isEmpty()) {
        commit(() -> parts.ledger().stop(job.id(), StopReason.ROOM_EMPTY, clock.instant()));
        parts.news().tell(job.id());
        parts.leases().release(job.id());
      } else {
        parts.recorders().takeOver(job.id());
        meters.count(Metric.RECORDINGS, "taken_over");
      }
    } catch (ProblemException e) {
      LOG.log(
          Level.WARNING,
          LogEvent.of("recording not taken over").with("recording", job.id()).with("cause", e));
      parts.leases().release(job.id());
    }
  }

  private void finishAll() {
    try {
      reaching(() -> commit(parts.ledger()::due).forEach(job -> worked(job, finisher::finish)));
    } finally {
      finishing.set(false);
    }
  }

  /**
   * Does something while nobody else does anything with the recording; nothing if somebody does.
   */
  private void worked(Job job, Consumer<Job> work) {
    var id = job.id();
    if (parts.recorders().here().contains(id) || worked.contains(id) || !parts.leases().hold(id)) {
      return;
    }
    worked.add(id);
    try {
      commit(() -> parts.ledger().find(id))
          .filter(now -> now.status() == job.status())
          .ifPresent(work);
    } finally {
      worked.remove(id);
      parts.leases().release(id);
    }
  }

  /** Deletes what is not needed any more. */
  public void sweep() {
    parts.recorders().storeLeftovers();
    commit(parts.ledger()::unemptied).forEach(job -> worked(job, this::empty));
    commit(parts.ledger()::outdated).forEach(job -> worked(job, this::delete));
    commit(parts.ledger()::forgetLinks);
    parts.blobs().sweep(clock.instant().minus(UPLOAD_MAX));
  }

  private void empty(Job job) {
    new Pieces(parts.blobs(), job.folder()).empty(job.segments());
    commit(() -> parts.ledger().emptied(job.id()));
  }

  private void delete(Job job) {
    new Pieces(parts.blobs(), job.folder()).delete();
    commit(() -> parts.ledger().forget(job.id()));
    meters.count(Metric.RECORDINGS, "deleted");
    LOG.log(Level.INFO, LogEvent.of("recording deleted").with("recording", job.id()));
  }

  /** Those that are being made, on whatever node. */
  public List<RecordingState> active() {
    return commit(parts.ledger()::active).stream().map(Job::state).toList();
  }

  /** An administrator ends one; false when it has ended already. */
  public boolean stop(RecordingId id) {
    var at = clock.instant();
    boolean stopped = commit(() -> parts.ledger().stop(id, StopReason.ADMINISTRATOR, at));
    parts.recorders().decided(id, Move.STOP, at);
    parts.news().tell(id);
    return stopped;
  }

  /**
   * Somebody wants one gone that is over.
   *
   * @throws ProblemException {@code invalid_recording_state}
   */
  void delete(RecordingId id) {
    var job = commit(() -> parts.ledger().find(id)).orElseThrow(RecordingRefusals::notFound);
    if (!job.status().isFinal()) {
      throw RecordingMachine.refused(job.status());
    }
    worked(job, this::delete);
    if (commit(() -> parts.ledger().find(id)).isPresent()) {
      throw new UnavailableException("service_unavailable", "Somebody works on it, ask again");
    }
  }
}
