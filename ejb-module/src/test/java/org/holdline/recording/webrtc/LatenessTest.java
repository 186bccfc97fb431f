package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final int REPORTS = 40;

  private final Lateness lateness = new Lateness();
  private double soundSeconds;
  private double picturesSeconds;
  private long count;

  @Test
  void whatSoundIsHeldBackLongerThanPicturesIsTakenAway() {
    hold(0.190, 0.010);
    assertThat(millis()).isCloseTo(140, within(2L));
  }

  @Test
  void itFollowsWhatChanges() {
    hold(0.190, 0.010);
    hold(0.100, 0.010);
    assertThat(millis()).isCloseTo(50, within(2L));
  }

  @Test
  void soundIsNeverPutLaterThanItCame() {
    hold(0.020, 0.200);
    assertThat(millis()).isZero();
  }

  @Test
  void soundIsPutEarlierByAQuarterOfASecondAtMost() {
    hold(2, 0);
    assertThat(millis()).isCloseTo(250, within(2L));
  }

  @Test
  void whereNothingCameNothingIsLearnt() {
    hold(0.190, 0.010);
    lateness.learn(report());
    assertThat(millis()).isCloseTo(140, within(2L));
  }

  private long millis() {
    return Duration.ofNanos(lateness.nanos()).toMillis();
  }

  private void hold(double sound, double pictures) {
    for (int report = 0; report < REPORTS; report++) {
      count++;
      soundSeconds += sound;
      picturesSeconds += pictures;
      lateness.learn(report());
    }
  }

  private RTCStatsReport report() {
    return new RTCStatsReport(
        Map.of("a", inbound("audio", soundSeconds), "v", inbound("video", picturesSeconds)), 0) {};
  }

  private RTCStats inbound(String kind, double seconds) {
    return new RTCStats(
        0,
        RTCStatsType.INBOUND_RTP,
        kind,
        Map.of("kind", kind, "jitterBufferDelay", seconds, "jitterBufferEmittedCount", count)) {};
  }
}
