package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.blob.control.BlobStore;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.NodeDuty;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.entity.RecordingKind;
import org.holdline.text.Words;

/** The recorders that work on this node. Thread-safe. */
public final class Recorders {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Recorders.class.getName());

  /** What of the processors recording may take. */
  private static final double SHARE = 0.8;

  private final Recorder.Tools tools;
  private final RecorderLine.Ports ports;
  private final CaptureMeans means;
  private final BlobStore blobs;
  private final NodeDuty duty;
  private final Spool.Space space;
  private final Map<RecordingId, Recorder> here = new ConcurrentHashMap<>();
  private final Set<RecordingId> beginning = ConcurrentHashMap.newKeySet();

  Recorders(
      Recorder.Tools tools,
      RecorderLine.Ports ports,
      CaptureMeans means,
      BlobStore blobs,
      NodeDuty duty) {
    this.tools = tools;
    this.ports = ports;
    this.means = means;
    this.blobs = blobs;
    this.duty = duty;
    this.space = new Spool.Space(tools.settings().waitingBytesMax());
  }

  /**
   * Whether this node could record like that now.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code recording_unavailable} or {@code
   *     recording_capacity}
   */
  void requireCapacity(RecordingKind kind) {
    if (!fits(kind)) {
      throw RecordingRefusals.noCapacity(
          Arrays.stream(Quality.values())
              .filter(each -> fits(new RecordingKind(kind.format(), each, kind.layout())))
              .map(Words::of)
              .toList());
    }
  }

  private boolean fits(RecordingKind kind) {
    var capturing = means.capturing();
    double used =
        here.values().stream()
            .filter(Recorder::isCapturing)
            .mapToDouble(each -> capturing.cost(each.take()))
            .sum();
    double wanted =
        capturing.cost(
            new Take(
                RecordingId.random(), 1, kind.format(), kind.quality(), kind.layout(), List.of()));
    return used + wanted <= Runtime.getRuntime().availableProcessors() * SHARE;
  }

  /**
   * Begins with a segment whose lease this node holds.
   *
   * @throws org.holdline.problem.entity.ProblemException when it cannot
   */
  void begin(Job job) {
    claimed(job.id(), () -> record(job));
  }

  /** Of this node's threads one begins with a recording, however long that takes. */
  private void claimed(RecordingId id, Runnable work) {
    if (!beginning.add(id)) {
      return;
    }
    try {
      if (!here.containsKey(id)) {
        work.run();
      }
    } finally {
      beginning.remove(id);
    }
  }

  private void record(Job job) {
    var pieces = new Pieces(blobs, job.folder());
    var folder = folder().resolve(job.id().toString());
    var spool = new Spool(folder, pieces, blobs, job.segments(), space);
    var recorder = new Recorder(job, tools, ports, spool);
    recorder.begin(means.capturing());
    here.put(job.id(), recorder);
    tools.news().tell(job.id());
    LOG.log(
        Level.INFO,
        LogEvent.of("recorder began")
            .with("recording", job.id())
            .with("room", job.room())
            .with("segment", job.segments()));
  }

  /**
   * Goes on with a recording whose node is gone, and whose lease this node has taken.
   *
   * @throws org.holdline.problem.entity.ProblemException when it cannot
   */
  void takeOver(RecordingId id) {
    claimed(id, () -> goOn(id));
  }

  private void goOn(RecordingId id) {
    means.capturing();
    var job = commit(() -> tools.ledger().nextSegment(id));
    if (job.status().isActive()) {
      record(job);
      tools.news().show(job);
    }
  }

  /** Those with which it is about to begin included. */
  Set<RecordingId> here() {
    var all = new HashSet<>(beginning);
    all.addAll(here.keySet());
    return all;
  }

  private Path folder() {
    return tools.settings().folder().resolve("pieces");
  }

  /** Stores what an earlier life of this node has captured. */
  void storeLeftovers() {
    new Leftovers(folder(), tools.ledger(), blobs).store(here());
  }

  /** How many there are. */
  public long count() {
    return here.size();
  }

  /** Bytes that wait for the store. */
  public long waitingBytes() {
    return space.bytes();
  }

  /** Somebody has decided something of one, which may be here. */
  void decided(RecordingId id, Move move, Instant at) {
    var recorder = here.get(id);
    if (recorder != null) {
      recorder.decided(move, at);
    }
  }

  /** The timer's call. A node that drains hands over at once, while the others are there. */
  public void turn() {
    if (duty.hasEnded()) {
      here.values().forEach(Recorder::endSoon);
    }
    here.values().forEach(Recorder::turn);
    here.values().removeIf(Recorder::isDone);
  }

  /** This node stops: others go on with what is recorded here. */
  public void close() {
    for (var recorder : here.values()) {
      try {
        recorder.handOver();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "recorder not handed over", e);
      }
    }
    here.clear();
  }
}
