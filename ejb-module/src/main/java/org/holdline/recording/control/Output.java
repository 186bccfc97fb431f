package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file of a segment, with the coders of its tracks. For one thread; who opens one closes it.
 */
final class Output implements AutoCloseable {
  private final @Nullable VideoEncoder video;
  private final @Nullable AudioEncoder audio;
  private final MediaWriter writer;

  private Output(
      Codecs codecs,
      Take take,
      @Nullable VideoEncoder video,
      @Nullable AudioEncoder audio,
      Consumer<ByteBuffer> pieces) {
    this.video = video;
    this.audio = audio;
    var tracks = new ArrayList<TrackFormat>();
    if (video != null) {
      tracks.add(video.format());
    }
    if (audio != null) {
      tracks.add(audio.format());
    }
    try {
      writer = codecs.writer(take.format(), tracks, pieces);
    } catch (RuntimeException e) {
      closeCoders();
      throw e;
    }
  }

  /** Of pictures and sound. */
  static Output composed(Codecs codecs, Take take, Consumer<ByteBuffer> pieces) {
    return new Output(
        codecs,
        take,
        codecs.video(take.format(), take.quality()),
        codecs.audio(take.format(), take.quality(), 0),
        pieces);
  }

  /** Of pictures only. */
  static Output pictures(Codecs codecs, Take take, Consumer<ByteBuffer> pieces) {
    return new Output(codecs, take, codecs.video(take.format(), take.quality()), null, pieces);
  }

  /** Of sound only, which begins at this moment. */
  static Output sound(Codecs codecs, Take take, long startsAt, Consumer<ByteBuffer> pieces) {
    return new Output(
        codecs, take, null, codecs.audio(take.format(), take.quality(), startsAt), pieces);
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
    writer.close();
  }

  /** Also when something failed before. */
  @Override
  public void close() {
    closeCoders();
    writer.close();
  }

  private void closeCoders() {
    if (video != null) {
      video.close();
    }
    if (audio != null) {
      audio.close();
    }
  }
}
