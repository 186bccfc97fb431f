package org.holdline.recording.control;

/**
 * Turns sound that comes in by another clock into 48 kHz stereo by ours: gaps become silence, drift
 * is stretched away. For one thread; who has one closes it.
 */
public interface Resampler extends AutoCloseable {
  /**
   * Takes some sound. What it gives follows without a gap what it gave before, and begins at the
   * moment of the first call.
   *
   * @param atMicros when it is to be heard
   * @return left and right in turn
   */
  short[] convert(Pcm pcm, long atMicros);

  @Override
  void close();
}
