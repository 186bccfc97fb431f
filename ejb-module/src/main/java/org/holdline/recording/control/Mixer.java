package org.holdline.recording.control;

import java.util.Collection;

/** Makes one sound of many, without gaps: 20 ms at a time, added up and limited. */
final class Mixer {
  static final int STEP_SAMPLES = Voice.RATE / 50;
  private static final long MICROS = 1_000_000;

  private long mixed;

  /** Begins with the first step that begins at or after this moment. */
  Mixer(long fromMicros) {
    mixed = Math.ceilDiv(fromMicros * Voice.RATE / MICROS, STEP_SAMPLES) * STEP_SAMPLES;
  }

  /** Up to when it is mixed. */
  long atMicros() {
    return mixed * MICROS / Voice.RATE;
  }

  /** Whether a step is due that ends at or before this moment. */
  boolean isDue(long untilMicros) {
    return (mixed + STEP_SAMPLES) * MICROS / Voice.RATE <= untilMicros;
  }

  /** The next step, left and right in turn. */
  short[] mix(Collection<Voice> voices) {
    var sum = new int[STEP_SAMPLES * Voice.CHANNELS];
    voices.forEach(voice -> voice.mixInto(sum, mixed));
    mixed += STEP_SAMPLES;
    var limited = new short[sum.length];
    for (int index = 0; index < sum.length; index++) {
      limited[index] = (short) Math.clamp(sum[index], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return limited;
  }
}
