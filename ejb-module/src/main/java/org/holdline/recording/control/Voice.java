package org.holdline.recording.control;

/**
 * Somebody's sound on the timeline, waiting to be mixed: at most two seconds of it, the newest. For
 * one thread; who has one closes it.
 */
final class Voice implements AutoCloseable {
  static final int RATE = 48_000;
  static final int CHANNELS = 2;
  private static final int SAMPLES_MAX = 2 * RATE;

  private final Resampler resampler;
  private final short[] ring = new short[SAMPLES_MAX * CHANNELS];
  private boolean hasBegun;

  /** Of the first sample that is kept, and after the last; counted from the timeline's begin. */
  private long from;

  private long until;

  Voice(Resampler resampler) {
    this.resampler = resampler;
  }

  void hear(Pcm pcm, long atMicros) {
    var stereo = resampler.convert(pcm, atMicros);
    if (!hasBegun) {
      hasBegun = true;
      from = atMicros * RATE / 1_000_000;
      until = from;
    }
    for (int index = 0; index < stereo.length; index++) {
      ring[(int) ((until * CHANNELS + index) % ring.length)] = stereo[index];
    }
    until += stereo.length / CHANNELS;
    from = Math.max(from, until - SAMPLES_MAX);
  }

  boolean hasBegun() {
    return hasBegun;
  }

  /** Adds what there is of a stretch, and forgets it. */
  void mixInto(int[] sum, long start) {
    long end = start + sum.length / CHANNELS;
    for (long sample = Math.max(from, start); sample < Math.min(until, end); sample++) {
      int ringAt = (int) (sample * CHANNELS % ring.length);
      int sumAt = (int) (sample - start) * CHANNELS;
      sum[sumAt] += ring[ringAt];
      sum[sumAt + 1] += ring[ringAt + 1];
    }
    from = Math.max(from, end);
  }

  @Override
  public void close() {
    resampler.close();
  }
}
