package org.holdline.recording.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;

/** Puts together what captures rooms. */
@ApplicationScoped
public class CaptureProducer {
  @Produces
  @Singleton
  Capturing capturing(Codecs codecs, MediaPeers peers, Background background, Meters meters) {
    return new RoomCapturing(codecs, peers, background, meters);
  }
}
