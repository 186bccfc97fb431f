package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdline.message.control.Signal;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.control.RecordingMachine.Move;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.recording.entity.StopReason;
import org.holdline.room.control.IceServers;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.RoomSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Makes one segment of a recording on this node: lets what is captured come in, and does what has
 * been decided of the recording, wherever that was. Thread-safe.
 */
final class Recorder implements CaptureEvents, RecorderLine.Hearing {
  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());

  /** In every so many of its turns the room is told how it stands. */
  private static final int PROGRESS_TURNS = 3;

  private final Job job;
  private final Tools tools;
  private final Take take;
  private final RecorderLine line;
  private final Spool spool;
  private final InTurn work;
  private final Clock clock;
  private final long before;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable Capture capture;
  private volatile boolean ending;
  private volatile boolean done;
  private boolean paused;
  private int turns;

  /**
   * What recorders share.
   *
   * @param work runs what may take seconds
   */
  record Tools(
      CaptureLedger ledger,
      RecordingLeases leases,
      RecordingNews news,
      RecordingSettings settings,
      IceServers servers,
      Executor work) {}

  Recorder(Job job, Tools tools, RecorderLine.Ports ports, Spool spool) {
    this.job = job;
    this.tools = tools;
    this.spool = spool;
    this.before = job.segments() == 1 ? 0 : job.state().outcome().bytes();
    this.work = new InTurn(tools.work());
    this.clock = ports.clock();
    this.line = new RecorderLine(ports, job.room(), job.ongoing(), this);
    this.take = take(job, tools.servers());
  }

  static Take take(Job job, IceServers servers) {
    var kind = job.kind();
    return new Take(
        job.id(),
        job.segments(),
        kind.format(),
        kind.quality(),
        kind.layout(),
        servers.serversFor(job.ongoing().recorder()));
  }

  Take take() {
    return take;
  }

  /**
   * Begins.
   *
   * @throws UnavailableException when it cannot: then nothing has begun
   */
  synchronized void begin(Capturing capturing) {
    var begun = capturing.begin(take, this);
    capture = begun;
    try {
      pause(job);
      line.look().ifPresent(snapshot -> begun.present(snapshot.sessions()));
    } catch (RuntimeException e) {
      endCapture(Duration.ZERO);
      throw e;
    }
  }

  /** The timer's call: looks at what has been decided, soon. */
  void turn() {
    if (!done) {
      vouch();
      work.add(this::oneTurn);
      sendSoon();
    }
  }

  /** Not in turn with what may take seconds: the lease would be over. */
  private void vouch() {
    try {
      if (!tools.leases().hold(job.id()) && !ending) {
        LOG.log(Level.WARNING, LogEvent.of("recording taken over").with("recording", job.id()));
        endSoon();
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("recording not vouched for").with("recording", job.id()));
    }
  }

  /** What finds no thread now goes in the next turn. */
  private void sendSoon() {
    try {
      tools.work().execute(spool::send);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, LogEvent.of("pieces wait").with("recording", job.id()));
    }
  }

  private synchronized void oneTurn() {
    if (capture == null) {
      leaveWhenSent();
      return;
    }
    look();
    if (capture != null && ++turns % PROGRESS_TURNS == 0) {
      tellProgress();
    }
  }

  /** The recording is let go when the store has everything. */
  private void leaveWhenSent() {
    try {
      if (spool.isEmpty()) {
        done = true;
        tools.leases().release(job.id());
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("recording not let go yet").with("recording", job.id()));
    }
  }

  /** Whether it captures, and goes on with it. */
  boolean isCapturing() {
    return !ending;
  }

  /** Whether there is nothing more to do. */
  boolean isDone() {
    return done;
  }

  /** Looks at what has been decided and who is there, soon, but once for many calls. */
  void lookSoon() {
    if (!looking.getAndSet(true)) {
      work.add(() -> {
        looking.set(false);
        look();
      });
    }
  }

  private synchronized void look() {
    if (capture == null) {
      return;
    }
    try {
      var now = commit(() -> tools.ledger().find(job.id()));
      if (now.isEmpty() || !now.get().status().isActive()) {
        endCapture(now.map(over -> since(over.state().times().stopped())).orElse(Duration.ZERO));
        return;
      }
      pause(now.get());
      lookAround(now.get());
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("recorder goes on alone").with("code", e.code()));
      spool.trouble().ifPresent(this::stop);
    }
  }

  private void lookAround(Job now) {
    var reason = reasonToStop(now);
    if (reason.isPresent()) {
      stop(reason.get());
      return;
    }
    var snapshot = line.look();
    if (snapshot.isEmpty() || snapshot.get().sessions().isEmpty()) {
      stop(StopReason.ROOM_EMPTY);
    } else {
      present(snapshot.get(), now);
    }
  }

  private void present(RoomSnapshot snapshot, Job now) {
    if (capture != null) {
      capture.present(snapshot.sessions());
    }
    if (!now.ongoing().equals(snapshot.rules().recording())) {
      tools.news().show(now);
    }
  }

  private Optional<StopReason> reasonToStop(Job now) {
    var limit = tools.settings().lengthMax();
    boolean isLong = now.state().outcome().length().compareTo(limit) >= 0;
    boolean waitsForLong =
        now.status() == RecordingStatus.PENDING && now.age().compareTo(limit) >= 0;
    return isLong || waitsForLong ? Optional.of(StopReason.DURATION_MAX) : spool.trouble();
  }

  /** It ends by itself. */
  private void stop(StopReason reason) {
    LOG.log(
        Level.INFO,
        LogEvent.of("recording ends").with("recording", job.id()).with("reason", reason));
    var at = clock.instant();
    endCapture(Duration.ZERO);
    if (commit(() -> tools.ledger().stop(job.id(), reason, at))) {
      tools.news().tell(job.id());
    }
  }

  private void pause(Job now) {
    boolean wanted = now.status() == RecordingStatus.PAUSED;
    if (capture != null && wanted != paused) {
      paused = wanted;
      var times = now.state().times();
      if (wanted) {
        capture.pause(since(times.paused()));
      } else {
        capture.resume(since(times.resumed()));
      }
    }
  }

  private Duration since(@Nullable Instant moment) {
    return moment == null ? Duration.ZERO : Duration.between(moment, clock.instant());
  }

  private synchronized void endCapture(Duration ago) {
    ending = true;
    var last = capture;
    capture = null;
    if (last != null) {
      last.end(ago);
      line.close();
    }
  }

  /**
   * Somebody has decided this: from that moment on the timeline stands still or runs, the rest
   * soon.
   */
  void decided(Move move, Instant at) {
    var now = capture;
    if (now != null && move == Move.RESUME) {
      now.resume(since(at));
    } else if (now != null) {
      now.pause(since(at));
    }
    if (move == Move.STOP || move == Move.CANCEL) {
      endSoon();
    } else {
      lookSoon();
    }
  }

  /** Its capture ends soon, whatever becomes of the recording. */
  void endSoon() {
    ending = true;
    work.add(() -> endCapture(Duration.ZERO));
  }

  /** This node stops now: what was captured goes to the store, and somebody else goes on. */
  void handOver() {
    endCapture(Duration.ZERO);
    spool.send();
    if (spool.isEmpty()) {
      tools.leases().release(job.id());
    }
  }

  private synchronized void tellProgress() {
    var now = capture;
    if (now == null) {
      return;
    }
    try {
      long bytes = before + spool.taken();
      commit(() -> tools.ledger().captured(job.id(), bytes));
      commit(() -> tools.ledger().find(job.id()))
          .ifPresent(found ->
              tools
                  .news()
                  .progress(
                      found, found.state().outcome().length(), found.state().outcome().bytes()));
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("progress not told").with("code", e.code()));
    }
  }

  @Override
  public void signaled(SessionId from, Signal signal) {
    work.add(() -> hear(from, signal));
  }

  private synchronized void hear(SessionId from, Signal signal) {
    if (capture == null) {
      return;
    }
    switch (signal) {
      case Signal.Offer offer -> answer(capture, from, offer.sdp());
      case Signal.IceCandidate candidate -> capture.candidate(from, candidate);
      case Signal.Answer answer ->
          LOG.log(Level.DEBUG, LogEvent.of("answer to nobody").with("session", from));
    }
  }

  private void answer(Capture by, SessionId from, String offer) {
    try {
      line.answer(from, by.answer(from, offer), offer);
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("offer not answered").with("code", e.code()));
    } catch (ProblemException e) {
      LOG.log(
          Level.INFO, LogEvent.of("offer refused").with("session", from).with("code", e.code()));
    }
  }

  @Override
  public void happened() {
    lookSoon();
  }

  @Override
  public void flowing() {
    var at = clock.instant();
    work.add(() -> {
      commit(() -> tools.ledger().flowing(job.id(), job.segments(), at));
      tools.news().tell(job.id());
      tellProgress();
    });
  }

  @Override
  public void candidate(SessionId to, Signal.IceCandidate candidate) {
    work.add(() -> line.candidate(to, candidate));
  }

  @Override
  public void piece(String stream, ByteBuffer bytes) {
    spool.add(stream, bytes);
    sendSoon();
  }

  @Override
  public void failed(String why, Throwable cause) {
    LOG.log(
        Level.WARNING,
        LogEvent.of("capture failed").with("recording", job.id()).with("why", why).toString(),
        cause);
    work.add(() -> stopIfHere(StopReason.CAPTURE_FAILED));
  }

  private synchronized void stopIfHere(StopReason reason) {
    if (capture != null) {
      stop(reason);
    }
  }
}
