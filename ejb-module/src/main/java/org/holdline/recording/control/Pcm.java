package org.holdline.recording.control;

import java.nio.ShortBuffer;

/**
 * Some sound, not coded.
 *
 * @param samples of all channels in turn
 * @param rate samples a second of each channel
 */
public record Pcm(ShortBuffer samples, int rate, int channels) {
  /** Of each channel. */
  public int length() {
    return samples.remaining() / channels;
  }
}
