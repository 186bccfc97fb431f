package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One file of a segment, with the coders of its tracks. For one thread; who opens one closes it.
 */
final class Output implements AutoCloseable {
  private final @Nullable VideoEncoder video;
  private final @Nullable AudioEncoder audio;
  private final MediaWriter writer;

  private Output(@Nullable VideoEncoder video, @Nullable AudioEncoder audio, MediaWriter writer) {
    this.video = video;
    this.audio = audio;
    this.writer = writer;
  }

  /** Of pictures and sound. */
  static Output composed(Codecs codecs, Take take, Consumer<ByteBuffer> pieces) {
    var video = codecs.video(take.format(), take.quality());
    return orElse(
        video::close,
        () -> {
          var audio = codecs.audio(take.format(), take.quality(), 0);
          return orElse(
              audio::close,
              () -> {
                var tracks = List.of(video.format(), audio.format());
                return new Output(video, audio, codecs.writer(take.format(), tracks, pieces));
              });
        });
  }

  /** Of pictures only. */
  static Output pictures(Codecs codecs, Take take, Consumer<ByteBuffer> pieces) {
    var video = codecs.video(take.format(), take.quality());
    return orElse(
        video::close,
        () ->
            new Output(video, null, codecs.writer(take.format(), List.of(video.format()), pieces)));
  }

  /** Of sound only, which begins at this moment. */
  static Output sound(Codecs codecs, Take take, long startsAt, Consumer<ByteBuffer> pieces) {
    var audio = codecs.audio(take.format(), take.quality(), startsAt);
    return orElse(
        audio::close,
        () ->
            new Output(null, audio, codecs.writer(take.format(), List.of(audio.format()), pieces)));
  }

  /** Goes on; when that fails, what was opened before is closed. */
  private static Output orElse(Runnable close, Supplier<Output> rest) {
    try {
      return rest.get();
    } catch (RuntimeException e) {
      close.run();
      throw e;
    }
  }

  void picture(Canvas picture, long atMicros, boolean key) {
    if (video != null) {
      writePictures(video.encode(picture, atMicros, key));
    }
  }

  void sound(short[] stereo) {
    if (audio != null) {
      writeSound(audio.encode(stereo));
    }
  }

  private void writePictures(List<MediaPacket> packets) {
    packets.forEach(packet -> writer.write(0, packet));
  }

  private void writeSound(List<MediaPacket> packets) {
    packets.forEach(packet -> writer.write(video == null ? 0 : 1, packet));
  }

  void flush() {
    writer.flush();
  }

  /** Writes what the coders hold and ends the file. */
  void finish() {
    if (video != null) {
      writePictures(video.finish());
    }
    if (audio != null) {
      writeSound(audio.finish());
    }
    writer.finish();
  }

  /** Also when something failed before. */
  @Override
  public void close() {
    if (video != null) {
      video.close();
    }
    if (audio != null) {
      audio.close();
    }
    writer.close();
  }
}
