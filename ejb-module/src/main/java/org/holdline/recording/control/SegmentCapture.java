package org.holdline.recording.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.entity.Quality;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Records one segment: a thread of its own takes what the senders have, a hundred times a second,
 * and writes what is due by the clock. Native memory is touched by that thread only.
 */
final class SegmentCapture implements Capture, Runnable {
  private static final System.Logger LOG = System.getLogger(SegmentCapture.class.getName());
  private static final long TICK_NANOS = 10_000_000;

  /** With what waits, and a store that is quick, less than a second dies with a node. */
  private static final long FLUSH_NANOS = 400_000_000;

  private static final long MICROS = 1_000_000;
  private static final long END_SECONDS = 10;

  /** A picture whose moment was missed by less is still written: a thread may have to wait. */
  private static final long MISSED_MICROS = 500_000;

  /**
   * All is written this much later than it came: what was held up on its way is in time still, and
   * so is a pause that was decided a little while ago. What is written cannot be taken back.
   */
  private static final long WAITS_NANOS = 300_000_000;

  /** A resume takes nothing back, and may be heard later: more means that two clocks disagree. */
  private static final long RESUMED_NANOS = 2_000_000_000;

  private final Take take;
  private final CaptureEvents events;
  private final Codecs codecs;
  private final MediaPeers peers;
  private final Meters meters;
  private final MediaClock clock = new MediaClock();
  private final Map<SessionId, Sender> senders = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile List<ParticipantView> people = List.of();
  private volatile boolean isPaused;
  private volatile boolean wantsKey;
  private volatile boolean isEnding;
  private volatile @Nullable Thread thread;

  // What follows belongs to the thread.
  private @Nullable Scene scene;
  private long lastPicture = -1;
  private long flushedAt;

  SegmentCapture(Take take, CaptureEvents events, Codecs codecs, MediaPeers peers, Meters meters) {
    this.take = take;
    this.events = events;
    this.codecs = codecs;
    this.peers = peers;
    this.meters = meters;
  }

  @Override
  public void present(List<ParticipantView> participants) {
    people = List.copyOf(participants);
  }

  @Override
  public String answer(SessionId from, String sdp) {
    return sender(from).answer(sdp);
  }

  @Override
  public void candidate(SessionId from, IceCandidate candidate) {
    sender(from).candidate(candidate);
  }

  /** Under the lock with which the end gives all up: none is made afterwards. */
  private synchronized Sender sender(SessionId session) {
    if (isEnding) {
      throw new UnavailableException("recording_unavailable", "The recording ends");
    }
    return senders.computeIfAbsent(
        session,
        each ->
            new Sender(
                each,
                receiver -> peers.open(take.servers(), receiver),
                events,
                new Voice(codecs.resampler())));
  }

  @Override
  public void pause(Duration ago) {
    isPaused = true;
    clock.pause(moment(ago, WAITS_NANOS));
  }

  private static long moment(Duration ago, long nanosMax) {
    return System.nanoTime() - Math.clamp(ago.toNanos(), 0, nanosMax);
  }

  @Override
  public void resume(Duration ago) {
    clock.resume(moment(ago, RESUMED_NANOS));
    wantsKey = true;
    isPaused = false;
  }

  @Override
  public Duration length() {
    return Duration.ofNanos(clock.lengthMicros(System.nanoTime()) * 1000);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (!isEnding && !Thread.currentThread().isInterrupted()) {
        if (step(System.nanoTime())) {
          LockSupport.parkNanos(this, TICK_NANOS);
        }
      }
      finish();
    } catch (RuntimeException | Error e) { // WebRTC and missing libraries speak in errors
      events.failed("capture_failed", e);
    } finally {
      try {
        release();
      } finally {
        ended.countDown();
      }
    }
  }

  /** Once a second, on any thread. */
  void measure() {
    senders.values().forEach(Sender::measure);
  }

  Quality quality() {
    return take.quality();
  }

  /** Whether media have begun to come, and the timeline runs. */
  boolean isFlowing() {
    return clock.isRunning() && !isEnding;
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Whether all that was due is written. */
  private boolean step(long now) {
    forgetWhoLeft();
    if (!clock.hasBegun() && !isPaused && senders.values().stream().anyMatch(Sender::sendsMedia)) {
      clock.begin(now);
      flushedAt = now;
      events.flowing();
      scene = open();
    }
    senders.values().forEach(sender -> sender.collect(clock));
    var open = scene;
    if (open == null) {
      return true;
    }
    boolean isAllWritten = write(open, clock.lengthMicros(now - WAITS_NANOS));
    if (now - flushedAt >= FLUSH_NANOS) {
      flushedAt = now;
      open.flush();
    }
    return isAllWritten;
  }

  /**
   * The sound that is due and one picture, so that sound never waits for many; whether that is all.
   */
  private boolean write(Scene open, long untilMicros) {
    open.sound(senders.values(), untilMicros);
    int perSecond = take.quality().framesPerSecond();
    long due = untilMicros * perSecond / MICROS;
    if (due > lastPicture) {
      long first = Math.max(0, (untilMicros - MISSED_MICROS) * perSecond / MICROS);
      long number = Math.max(lastPicture + 1, first);
      meters.add(Metric.RECORDING_PICTURES_LEFT_OUT, number - lastPicture - 1);
      lastPicture = number;
      picture(open, number * MICROS / perSecond);
    }
    return lastPicture >= due;
  }

  private Scene open() {
    return switch (take.layout()) {
      case COMPOSED -> new ComposedScene(codecs, take, events);
      case TRACKS -> new TracksScene(codecs, take, events);
    };
  }

  private void forgetWhoLeft() {
    var present = people.stream().map(ParticipantView::sessionId).collect(Collectors.toSet());
    for (var sender : List.copyOf(senders.values())) {
      if (sender.hasLeft(present.contains(sender.session().value()))) {
        senders.remove(sender.session());
        sender.end();
      }
    }
  }

  /** Pictures have fixed moments; those whose moments have long passed are left out. */
  private void picture(Scene open, long atMicros) {
    boolean key = wantsKey;
    wantsKey = false;
    senders.values().forEach(sender -> sender.show(clock, atMicros));
    open.picture(people, senders.values(), atMicros, key);
  }

  private void finish() {
    var open = scene;
    if (open != null) {
      senders.values().forEach(sender -> sender.collect(clock));
      long length = clock.lengthMicros(System.nanoTime());
      boolean isAllWritten = false;
      while (!isAllWritten) {
        isAllWritten = write(open, length);
      }
      open.finish();
    }
  }

  private void release() {
    synchronized (this) {
      isEnding = true;
    }
    try {
      senders.values().forEach(Sender::end);
      senders.clear();
    } finally {
      if (scene != null) {
        scene.close();
      }
    }
  }

  @Override
  public void end(Duration ago) {
    clock.pause(moment(ago, WAITS_NANOS));
    isEnding = true;
    LockSupport.unpark(thread);
    try {
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(
            Level.ERROR, LogEvent.of("capture does not end").with("recording", take.recording()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
