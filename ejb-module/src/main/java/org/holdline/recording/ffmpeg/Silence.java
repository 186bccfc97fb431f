package org.holdline.recording.ffmpeg;

import java.util.List;
import org.holdline.recording.control.Codec;
import org.holdline.recording.control.MediaPacket;
import org.holdline.recording.entity.Format;

/** A packet of silence, with which gaps in sound are filled. */
final class Silence {
  private static final int BIT_RATE = 96_000;
  private static final int SAMPLES = 1 << 13;

  private Silence() {}

  /** The last of several: in the first ones a coder is still settling. */
  static MediaPacket of(Format format) {
    try (var coder = new SoundCoder(Codec.ofSound(format), BIT_RATE, 0)) {
      List<MediaPacket> coded = coder.encode(new short[SAMPLES]);
      return coded.getLast();
    }
  }
}
