package org.holdline.recording.ffmpeg;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdline.recording.control.Canvas;
import org.holdline.recording.control.MediaFiles.Stream;
import org.holdline.recording.control.Tile;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Quality;

/** A film with a moving bar and a tone, as a capture writes it: in pieces of half a second. */
final class TestFilm {
  private static final int RATE = 48_000;
  private static final double TONE = 440;
  private static final int LOUD = 16_000;

  private final Format format;
  private final Quality quality;
  private final List<byte[]> pieces = new ArrayList<>();

  /** Up to when the film is written after each piece. */
  private final List<Duration> reached = new ArrayList<>();

  private TestFilm(Format format, Quality quality) {
    this.format = format;
    this.quality = quality;
  }

  static TestFilm of(Format format, Quality quality, int seconds) {
    var film = new TestFilm(format, quality);
    film.write(seconds);
    return film;
  }

  private void write(int seconds) {
    var codecs = new FfmpegCodecs();
    int fps = quality.framesPerSecond();
    var canvas = new Canvas(quality.width(), quality.height());
    try (var video = codecs.video(format, quality);
        var audio = codecs.audio(format, quality, 0);
        var writer = codecs.writer(format, List.of(video.format(), audio.format()), this::take)) {
      for (int number = 0; number < seconds * fps; number++) {
        canvas.fill(new Tile(0, 0, canvas.width(), canvas.height()), 16);
        canvas.fill(new Tile(number * 4 % 400, 100, 200, 100), 200);
        video
            .encode(canvas, number * 1_000_000L / fps, false)
            .forEach(packet -> writer.write(0, packet));
        audio.encode(tone(number, fps)).forEach(packet -> writer.write(1, packet));
        if (number % (fps / 2) == fps / 2 - 1) {
          flush(writer::flush, Duration.ofNanos((number + 1) * 1_000_000_000L / fps));
        }
      }
      video.finish().forEach(packet -> writer.write(0, packet));
      audio.finish().forEach(packet -> writer.write(1, packet));
      writer.finish();
    }
    reached.add(Duration.ofSeconds(seconds));
  }

  private void take(ByteBuffer piece) {
    var copy = new byte[piece.remaining()];
    piece.get(copy);
    pieces.add(copy);
  }

  private void flush(Runnable flush, Duration at) {
    int before = pieces.size();
    flush.run();
    if (pieces.size() > before) {
      reached.add(at);
    }
  }

  private static short[] tone(int number, int fps) {
    int from = number * RATE / fps;
    int until = (number + 1) * RATE / fps;
    var stereo = new short[(until - from) * 2];
    for (int at = from; at < until; at++) {
      short value = (short) (LOUD * Math.sin(2 * Math.PI * TONE * at / RATE));
      stereo[(at - from) * 2] = value;
      stereo[(at - from) * 2 + 1] = value;
    }
    return stereo;
  }

  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  int pieceCount() {
    return pieces.size();
  }

  /** Up to when the film is written in the first so many bytes. */
  Duration reachedWithin(int length) {
    int sum = 0;
    var last = Duration.ZERO;
    for (int index = 0; index < pieces.size(); index++) {
      sum += pieces.get(index).length;
      if (sum > length) {
        return last;
      }
      last = reached.get(index);
    }
    return last;
  }

  Stream stream() {
    return cutAt(Integer.MAX_VALUE);
  }

  Stream cutAt(int length) {
    var all = bytes();
    return () -> new ByteArrayInputStream(all, 0, Math.min(length, all.length));
  }
}
