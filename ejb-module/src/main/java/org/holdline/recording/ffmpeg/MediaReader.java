package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.holdline.recording.ffmpeg.Native.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Reads the packets of a container. For one thread; who opens one closes it. */
final class MediaReader implements AutoCloseable {
  private final AVFormatContext container = avformat_alloc_context();
  private final AVPacket packet = av_packet_alloc();
  private final @Nullable InputChannel channel;

  /**
   * Reads what comes in; the caller closes the source.
   *
   * @throws FfmpegException when no container begins there
   */
  MediaReader(InputStream source) throws IOException {
    channel = new InputChannel(source);
    container.pb(channel.context());
    open(null);
  }

  /**
   * Reads a file.
   *
   * @throws FfmpegException when it is no container
   */
  MediaReader(Path file) throws IOException {
    channel = null;
    open(file.toString());
  }

  private void open(@Nullable String address) throws IOException {
    Native.took();
    try {
      check(avformat_open_input(container, address, null, null), "avformat_open_input");
    } catch (FfmpegException e) {
      free(); // the container is freed by the failed call
      rethrow();
      throw e;
    }
  }

  AVFormatContext container() {
    return container;
  }

  int streamCount() {
    return container.nb_streams();
  }

  AVStream stream(int index) {
    return container.streams(index);
  }

  boolean isVideo(int index) {
    return stream(index).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
  }

  boolean isAudio(int index) {
    return stream(index).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
  }

  OptionalInt video() {
    return find(this::isVideo);
  }

  OptionalInt audio() {
    return find(this::isAudio);
  }

  private OptionalInt find(Predicate<Integer> kind) {
    for (int index = 0; index < streamCount(); index++) {
      if (kind.test(index)) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The next packet, valid until the next call; null at the end. A container that is cut off ends
   * where it is.
   *
   * @throws IOException when the source failed
   */
  @Nullable AVPacket next() throws IOException {
    av_packet_unref(packet);
    int answer = av_read_frame(container, packet);
    rethrow();
    return answer < 0 ? null : packet;
  }

  private void rethrow() throws IOException {
    if (channel != null) {
      channel.rethrow();
    }
  }

  @Override
  public void close() {
    avformat_close_input(container);
    free();
  }

  private void free() {
    av_packet_free(packet);
    if (channel != null) {
      channel.close();
    }
    Native.freed();
  }
}
