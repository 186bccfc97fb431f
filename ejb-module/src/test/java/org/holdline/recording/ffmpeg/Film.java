package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A file, decoded: how bright its pictures are and how loud its sound is. */
public final class Film {
  private static final int SOUND_STEP = 48;

  private final List<Moment> pictures = new ArrayList<>();
  private final List<Moment> sounds = new ArrayList<>();

  /** How bright, from 0 to 255, or how loud, from 0 to 1, it is. */
  public record Moment(double second, double value) {}

  private Film() {}

  public static Film of(Path file) throws IOException {
    var film = new Film();
    film.decode(file, true);
    film.decode(file, false);
    return film;
  }

  /** In their order. */
  public List<Moment> pictures() {
    return pictures;
  }

  /** A millisecond each. */
  public List<Moment> sounds() {
    return sounds;
  }

  private void decode(Path file, boolean isVideo) throws IOException {
    try (var in = new MediaReader(file)) {
      var found = isVideo ? in.video() : in.audio();
      if (found.isEmpty()) {
        return;
      }
      var stream = in.stream(found.getAsInt());
      try (var decoder = new Decoder(stream)) {
        for (var packet = in.next(); packet != null; packet = in.next()) {
          if (packet.stream_index() == found.getAsInt()) {
            decoder.put(packet);
            take(decoder, isVideo, in, found.getAsInt());
          }
        }
      }
    }
  }

  private void take(Decoder decoder, boolean isVideo, MediaReader in, int stream) {
    for (@Nullable AVFrame frame = decoder.take(); frame != null; frame = decoder.take()) {
      long at = av_rescale_q(frame.pts(), in.stream(stream).time_base(), Native.MICROS);
      if (isVideo) {
        pictures.add(new Moment(at / 1e6, brightness(frame)));
      } else {
        listen(frame, at / 1e6);
      }
    }
  }

  /** Of the middle quarter, where no names are. */
  private static double brightness(AVFrame frame) {
    int stride = frame.linesize(0);
    var luma = frame.data(0).capacity((long) stride * frame.height()).asByteBuffer();
    long sum = 0;
    int count = 0;
    for (int y = frame.height() * 3 / 8; y < frame.height() * 5 / 8; y += 4) {
      for (int x = frame.width() / 4; x < frame.width() * 3 / 4; x += 4) {
        sum += luma.get(y * stride + x) & 0xff;
        count++;
      }
    }
    return sum / (double) count;
  }

  private void listen(AVFrame frame, double second) {
    long bytes = frame.nb_samples() * (long) Float.BYTES;
    var samples =
        frame.data(0).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (int at = 0; at + SOUND_STEP <= frame.nb_samples(); at += SOUND_STEP) {
      double loudest = 0;
      for (int index = at; index < at + SOUND_STEP; index++) {
        loudest = Math.max(loudest, Math.abs(samples.get(index)));
      }
      sounds.add(new Moment(second + at / 48_000.0, loudest));
    }
  }
}
