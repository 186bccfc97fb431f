package org.holdline.recording.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.problem.entity.UnavailableException;

/** Records rooms with the coders and the peer connections of this node. Thread-safe. */
public final class RoomCapturing implements Capturing {
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);
  private static final Duration LEARN_EVERY = Duration.ofSeconds(10);

  private final Codecs codecs;
  private final MediaPeers peers;
  private final Background background;
  private final Meters meters;
  private final Set<SegmentCapture> captures = ConcurrentHashMap.newKeySet();
  private final Costs costs = new Costs();

  // What follows belongs to the timer.
  private Set<SegmentCapture> learntFrom = Set.of();
  private Duration spentBefore = Duration.ZERO;

  public RoomCapturing(Codecs codecs, MediaPeers peers, Background background, Meters meters) {
    this.codecs = codecs;
    this.peers = peers;
    this.background = background;
    this.meters = meters;
    background.every(MEASURE_EVERY, this::measure);
    background.every(LEARN_EVERY, this::learn);
  }

  private void measure() {
    captures.removeIf(SegmentCapture::hasEnded);
    captures.forEach(SegmentCapture::measure);
  }

  /** Only from a stretch in which the same ones ran from its begin to its end. */
  private void learn() {
    var now = captures.stream().filter(SegmentCapture::isFlowing).collect(Collectors.toSet());
    var spent = peers.spent();
    if (!now.isEmpty() && now.equals(learntFrom) && spent.compareTo(spentBefore) > 0) {
      costs.learn(
          now.stream().map(SegmentCapture::quality).toList(),
          spent.minus(spentBefore).toMillis() / (double) LEARN_EVERY.toMillis());
    }
    learntFrom = now;
    spentBefore = spent;
  }

  @Override
  public Optional<String> missingPackage() {
    return codecs.missingPackage().or(peers::missingPackage);
  }

  @Override
  public double cost(Take take) {
    return costs.of(take.quality());
  }

  @Override
  public Capture begin(Take take, CaptureEvents events) {
    if (missingPackage().isPresent()) {
      throw new UnavailableException("recording_unavailable", "This node cannot record");
    }
    var capture = new SegmentCapture(take, events, codecs, peers, meters);
    captures.add(capture);
    background.forever("recording " + take.recording() + " " + take.segment(), capture);
    return capture;
  }
}
