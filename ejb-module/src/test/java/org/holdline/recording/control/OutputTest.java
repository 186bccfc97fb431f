package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Layout;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.ffmpeg.FfmpegCodecs;
import org.holdline.recording.ffmpeg.NativeCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {
  private static final Take TAKE =
      new Take(RecordingId.random(), 1, Format.WEBM, Quality.LOW, Layout.COMPOSED, List.of());

  private final Codecs codecs = new FfmpegCodecs();

  private static void forget(ByteBuffer piece) {
    piece.clear();
  }

  /** What cannot be opened. */
  enum Part {
    VIDEO,
    AUDIO,
    WRITER
  }

  /** The real ones, but for one part. */
  private record Lacking(Part part, Codecs real) implements Codecs {
    private void open(Part asked) {
      if (asked == part) {
        throw new IllegalStateException("no " + part);
      }
    }

    @Override
    public Optional<String> missingPackage() {
      return Optional.empty();
    }

    @Override
    public VideoEncoder video(Format format, Quality quality) {
      open(Part.VIDEO);
      return real.video(format, quality);
    }

    @Override
    public AudioEncoder audio(Format format, Quality quality, long startsAtMicros) {
      open(Part.AUDIO);
      return real.audio(format, quality, startsAtMicros);
    }

    @Override
    public Resampler resampler() {
      return real.resampler();
    }

    @Override
    public MediaWriter writer(
        Format format, List<TrackFormat> tracks, Consumer<ByteBuffer> pieces) {
      open(Part.WRITER);
      return real.writer(format, tracks, pieces);
    }
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void whatWasOpenedIsClosedWhenTheNextCannotBe(Part part) {
    assertThatThrownBy(() -> Output.composed(new Lacking(part, codecs), TAKE, OutputTest::forget))
        .hasMessage("no " + part);
    assertThat(NativeCount.held()).isZero();
  }

  @Test
  void soundAndPicturesAloneKeepNothingEither() {
    var lacking = new Lacking(Part.WRITER, codecs);
    assertThatThrownBy(() -> Output.pictures(lacking, TAKE, OutputTest::forget))
        .hasMessage("no WRITER");
    assertThatThrownBy(() -> Output.sound(lacking, TAKE, 0, OutputTest::forget))
        .hasMessage("no WRITER");
    assertThat(NativeCount.held()).isZero();
  }

  @Test
  void whatIsClosedBeforeItsEndKeepsNothing() {
    try (var output = Output.composed(codecs, TAKE, OutputTest::forget)) {
      output.picture(new Canvas(854, 480), 0, true);
      output.flush();
    }
    assertThat(NativeCount.held()).isZero();
  }
}
