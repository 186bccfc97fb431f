package org.holdline.recording.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.problem.entity.UnavailableException;

/** Records rooms with the coders and the peer connections of this node. Thread-safe. */
public final class RoomCapturing implements Capturing {
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);

  private final Codecs codecs;
  private final MediaPeers peers;
  private final Background background;
  private final Meters meters;
  private final Set<SegmentCapture> captures = ConcurrentHashMap.newKeySet();

  public RoomCapturing(Codecs codecs, MediaPeers peers, Background background, Meters meters) {
    this.codecs = codecs;
    this.peers = peers;
    this.background = background;
    this.meters = meters;
    background.every(MEASURE_EVERY, this::measure);
  }

  private void measure() {
    captures.removeIf(SegmentCapture::hasEnded);
    captures.forEach(SegmentCapture::measure);
  }

  @Override
  public Optional<String> missingPackage() {
    return codecs.missingPackage().or(peers::missingPackage);
  }

  /** For two senders: low as measured, the rest reckoned from what coding costs at their size. */
  @Override
  public double cost(Take take) {
    return switch (take.quality()) {
      case LOW -> 0.4;
      case MEDIUM -> 0.7;
      case HIGH -> 1.3;
      case ULTRA -> 6;
    };
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
