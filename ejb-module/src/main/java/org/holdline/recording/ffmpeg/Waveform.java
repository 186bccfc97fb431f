package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** How loud a file is when, as JSON: {@code {"duration_seconds": 12.3, "peaks": [0, 87]}}. */
final class Waveform {
  private static final int PEAKS_MAX = 1000;
  private static final int PEAKS_PER_SECOND = 10;
  private static final float LOUDEST = 100;

  private final int[] peaks;
  private final long lengthMicros;

  private Waveform(Duration length) {
    lengthMicros = Math.max(1, length.toNanos() / 1000);
    long wanted = length.toMillis() * PEAKS_PER_SECOND / 1000 + 1;
    peaks = new int[(int) Math.min(PEAKS_MAX, wanted)];
  }

  /**
   * Writes that of a file: at most 1,000 peaks of 0 to 100.
   *
   * @return whether there is sound
   */
  static boolean write(Path file, Duration length, Path target) throws IOException {
    try (var in = new MediaReader(file)) {
      if (in.audio().isEmpty()) {
        return false;
      }
      int audio = in.audio().getAsInt();
      var wave = new Waveform(length);
      try (var decoder = new Decoder(in.stream(audio))) {
        for (var packet = in.next(); packet != null; packet = in.next()) {
          if (packet.stream_index() == audio) {
            decoder.put(packet);
            wave.take(decoder, in.stream(audio));
          }
        }
      }
      Files.writeString(target, wave.json());
      return true;
    }
  }

  private void take(Decoder decoder, AVStream stream) {
    for (@Nullable AVFrame frame = decoder.take(); frame != null; frame = decoder.take()) {
      if (frame.format() != AV_SAMPLE_FMT_FLTP || frame.pts() == AV_NOPTS_VALUE) {
        continue;
      }
      long at = av_rescale_q(frame.pts(), stream.time_base(), Native.MICROS);
      int place = Math.clamp(at * peaks.length / lengthMicros, 0, peaks.length - 1);
      peaks[place] = Math.max(peaks[place], loudness(frame));
    }
  }

  private static int loudness(AVFrame frame) {
    long bytes = frame.nb_samples() * (long) Float.BYTES;
    var samples =
        frame.data(0).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    float loudest = 0;
    while (samples.hasRemaining()) {
      loudest = Math.max(loudest, Math.abs(samples.get()));
    }
    return Math.round(Math.min(1, loudest) * LOUDEST);
  }

  private String json() {
    var list = Arrays.stream(peaks).mapToObj(String::valueOf).collect(Collectors.joining(","));
    return "{\"duration_seconds\":%s,\"peaks\":[%s]}".formatted(lengthMicros / 1e6, list);
  }
}
