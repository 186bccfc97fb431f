package org.holdline.recording.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ShortBuffer;
import java.util.Random;
import org.holdline.recording.control.Pcm;
import org.holdline.recording.control.Resampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SwResamplerTest {
  private static final int SECONDS = 30;

  @BeforeAll
  static void load() {
    assertThat(new FfmpegCodecs().missingPackage()).isEmpty();
  }

  @AfterEach
  void nothingNativeIsHeld() {
    assertThat(Native.held()).isZero();
  }

  @Test
  void monoBecomesStereo() {
    try (var resampler = new SwResampler()) {
      int samples = 0;
      for (int step = 0; step < 100; step++) {
        samples += resampler.convert(sound(480, 48_000), step * 10_000L).length / 2;
      }
      assertThat(samples).isEqualTo(48_000);
    }
  }

  @Test
  void anotherRateBecomesOurs() {
    try (var resampler = new SwResampler()) {
      int samples = 0;
      for (int step = 0; step < 100; step++) {
        samples += resampler.convert(sound(160, 16_000), step * 10_000L).length / 2;
      }
      assertThat(samples).isCloseTo(48_000, within(480));
    }
  }

  @Test
  void soundThatComesTooSlowlyIsStretchedToOurClock() {
    assertThat(secondsGiven(10_050)).isCloseTo(SECONDS * 1.005, within(0.1));
  }

  @Test
  void soundThatComesTooFastIsPressedToOurClock() {
    assertThat(secondsGiven(9_950)).isCloseTo(SECONDS * 0.995, within(0.1));
  }

  /** Of half a minute of sound that comes by another clock, and a little at random. */
  private static double secondsGiven(long stepMicros) {
    var random = new Random(48);
    try (var resampler = new SwResampler()) {
      long samples = 0;
      for (int step = 0; step < SECONDS * 100; step++) {
        long at = step * stepMicros + random.nextInt(5_000);
        samples += resampler.convert(sound(480, 48_000), at).length / 2;
      }
      return samples / 48_000.0;
    }
  }

  @Test
  void aGapBecomesSilence() {
    try (var resampler = new SwResampler()) {
      int before = samples(resampler, 0);
      int after = samples(resampler, 5_000_000);
      assertThat((before + after) / 48_000.0).isCloseTo(6, within(0.1));
    }
  }

  private static int samples(Resampler resampler, long fromMicros) {
    int samples = 0;
    for (int step = 0; step < 100; step++) {
      samples += resampler.convert(sound(480, 48_000), fromMicros + step * 10_000L).length / 2;
    }
    return samples;
  }

  private static Pcm sound(int length, int rate) {
    return new Pcm(ShortBuffer.wrap(new short[length]), rate, 1);
  }
}
