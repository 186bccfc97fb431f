package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerTest {
  private static final int STEP_MICROS = 20_000;

  /** Sound that is 48 kHz stereo already, by our clock. */
  private static final class AsItIs implements Resampler {
    @Override
    public short[] convert(Pcm pcm, long atMicros) {
      var samples = new short[pcm.samples().remaining()];
      pcm.samples().duplicate().get(samples);
      return samples;
    }

    @Override
    public void close() {}
  }

  private final Mixer mixer = new Mixer(0);

  @Test
  void aStepIsDueWhenItsEndHasPassed() {
    assertThat(mixer.isDue(STEP_MICROS - 1)).isFalse();
    assertThat(mixer.isDue(STEP_MICROS)).isTrue();
    mixer.mix(List.of());
    assertThat(mixer.isDue(STEP_MICROS)).isFalse();
  }

  @Test
  void whereNobodyIsHeardIsSilence() {
    assertThat(mixer.mix(List.of())).hasSize(Mixer.STEP_SAMPLES * 2).containsOnly((short) 0);
  }

  @Test
  void voicesAreAddedUp() {
    assertThat(mixer.mix(List.of(voice(100, 0), voice(-30, 0)))).containsOnly((short) 70);
  }

  @Test
  void whatIsTooLoudIsLimited() {
    assertThat(mixer.mix(List.of(voice(30_000, 0), voice(30_000, 0))))
        .containsOnly(Short.MAX_VALUE);
  }

  @Test
  void soundStandsWhereItWasHeard() {
    var mixed = mixer.mix(List.of(voice(100, 10_000)));
    assertThat(Arrays.copyOfRange(mixed, 0, 960)).containsOnly((short) 0);
    assertThat(Arrays.copyOfRange(mixed, 960, 1920)).containsOnly((short) 100);
  }

  @Test
  void whatComesAfterItsTimeIsNotHeardLater() {
    mixer.mix(List.of());
    assertThat(mixer.mix(List.of(voice(100, 0)))).containsOnly((short) 0);
  }

  @Test
  void aVoiceKeepsTwoSecondsAtMost() {
    var voice = new Voice(new AsItIs());
    for (int second = 0; second < 5; second++) {
      voice.hear(sound(100, Voice.RATE), second * 1_000_000L);
    }
    var heard = new ArrayList<Boolean>();
    for (int step = 0; step < 250; step++) {
      heard.add(mixer.mix(List.of(voice))[0] != 0);
    }
    assertThat(heard.subList(0, 150)).containsOnly(false);
    assertThat(heard.subList(150, 250)).containsOnly(true);
  }

  @Test
  void itCanBeginLater() {
    var later = new Mixer(30_000);
    assertThat(later.atMicros()).isEqualTo(40_000);
    assertThat(later.isDue(59_999)).isFalse();
    assertThat(later.isDue(60_000)).isTrue();
  }

  private static Voice voice(int value, long atMicros) {
    var voice = new Voice(new AsItIs());
    voice.hear(sound(value, Mixer.STEP_SAMPLES), atMicros);
    return voice;
  }

  private static Pcm sound(int value, int length) {
    var samples = new short[length * 2];
    Arrays.fill(samples, (short) value);
    return new Pcm(ShortBuffer.wrap(samples), Voice.RATE, Voice.CHANNELS);
  }
}
