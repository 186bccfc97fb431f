package org.holdline.recording.webrtc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.recording.control.MediaPeers;

/** Connects WebRTC. */
@ApplicationScoped
public class WebrtcProducer {
  @Produces
  @Singleton
  MediaPeers peers(Meters meters) {
    meters.show(Metric.RECORDING_FRAMES, Frames::held);
    return new WebrtcPeers();
  }

  void close(@Disposes MediaPeers peers) {
    if (peers instanceof WebrtcPeers ours) {
      ours.close();
    }
  }
}
