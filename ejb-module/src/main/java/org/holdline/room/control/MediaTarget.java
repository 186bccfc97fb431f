package org.holdline.room.control;

import org.holdline.message.control.NetworkQuality;
import org.holdline.message.control.Passing.Quality;
import org.holdline.message.control.VideoResolution;

/** What to send over a network of some quality; {@code docs/sessions.md} shows the table. */
record MediaTarget(
    VideoResolution resolution, long videoKbps, long audioKbps, long framesPerSecond) {
  static MediaTarget of(NetworkQuality quality) {
    return switch (quality) {
      case EXCELLENT -> new MediaTarget(VideoResolution.P1080, 2_500, 128, 30);
      case GOOD -> new MediaTarget(VideoResolution.P720, 1_200, 64, 30);
      case FAIR -> new MediaTarget(VideoResolution.P480, 500, 48, 24);
      case POOR -> new MediaTarget(VideoResolution.P360, 200, 32, 15);
    };
  }

  long kbps() {
    return videoKbps + audioKbps;
  }

  /** As it is said on the wire, with the quality as the reason. */
  Quality advice(NetworkQuality reason) {
    return new Quality(resolution, videoKbps, audioKbps, framesPerSecond, reason.wireName());
  }
}
