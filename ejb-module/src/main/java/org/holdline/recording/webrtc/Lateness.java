package org.holdline.recording.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;

/**
 * By how much sound comes later than the pictures that belong to it. WebRTC holds both back until
 * they can be played without gaps; its pretended sound card asks for sound a little too seldom, so
 * that more and more of it is held back. Reports come on one thread, the answer is asked on any.
 */
final class Lateness {
  private static final double NANOS = 1e9;

  /** What pictures take that sound does not: until they are coded, decoded and shown. */
  private static final double PICTURES_TAKE = 0.04;

  private static final double MAX = 0.25;
  private static final double WEIGHT = 0.5;

  private final Held sound = new Held();
  private final Held pictures = new Held();
  private double smoothed = Double.NaN;
  private volatile long nanos;

  /** How long something is held back, from two sums that grow. */
  private static final class Held {
    private double seconds;
    private double count;

    /** On average since the last time; not a number where nothing came. */
    double average(RTCStats inbound) {
      double secondsNow = number(inbound, "jitterBufferDelay");
      double countNow = number(inbound, "jitterBufferEmittedCount");
      double average = (secondsNow - seconds) / (countNow - count);
      seconds = secondsNow;
      count = countNow;
      return average;
    }

    private static double number(RTCStats inbound, String name) {
      return inbound.getAttributes().get(name) instanceof Number number ? number.doubleValue() : 0;
    }
  }

  void learn(RTCStatsReport report) {
    double soundHeld = Double.NaN;
    double picturesHeld = Double.NaN;
    for (var stats : report.getStats().values()) {
      if (stats.getType() == RTCStatsType.INBOUND_RTP) {
        if ("audio".equals(stats.getAttributes().get("kind"))) {
          soundHeld = sound.average(stats);
        } else {
          picturesHeld = pictures.average(stats);
        }
      }
    }
    double late = soundHeld - picturesHeld - PICTURES_TAKE;
    if (Double.isFinite(late)) {
      double now = Math.clamp(late, 0, MAX);
      smoothed = Double.isNaN(smoothed) ? now : smoothed + WEIGHT * (now - smoothed);
      nanos = (long) (smoothed * NANOS);
    }
  }

  long nanos() {
    return nanos;
  }
}
