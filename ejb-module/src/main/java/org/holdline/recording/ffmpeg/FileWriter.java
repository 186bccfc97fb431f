package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.holdline.recording.entity.Format;

/** Writes a finished file, whose index stands in front. For one thread; who opens one closes it. */
final class FileWriter implements AutoCloseable {
  private final AVFormatContext container = new AVFormatContext(null);

  /**
   * Begins one with the streams of another.
   *
   * @throws IOException when it cannot be made
   */
  FileWriter(Format format, MediaReader like, Path target) throws IOException {
    Native.took();
    try {
      begin(format, like, target);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void begin(Format format, MediaReader like, Path target) throws IOException {
    check(
        avformat_alloc_output_context2(
            container, null, Containers.nameOf(format), target.toString()),
        "avformat_alloc_output_context2");
    for (int index = 0; index < like.streamCount(); index++) {
      var from = like.stream(index);
      var stream = avformat_new_stream(container, null);
      check(avcodec_parameters_copy(stream.codecpar(), from.codecpar()), "parameters");
      stream.codecpar().codec_tag(0);
      stream.time_base(from.time_base());
      stream.avg_frame_rate(from.avg_frame_rate());
    }
    var file = new AVIOContext(null);
    check(avio_open2(file, target.toString(), AVIO_FLAG_WRITE, null, null), "avio_open2");
    container.pb(file);
    var options =
        Native.options(
            format == Format.MP4 ? Map.of("movflags", "+faststart") : Map.of("cues_to_front", "1"));
    try {
      check(avformat_write_header(container, options), "avformat_write_header");
    } finally {
      av_dict_free(options);
    }
  }

  /** A full disk is the likeliest reason. */
  private static void check(int answer, String call) throws IOException {
    try {
      Native.check(answer, call);
    } catch (FfmpegException e) {
      throw new IOException("The file cannot be written", e);
    }
  }

  AVRational timeBase(int stream) {
    return container.streams(stream).time_base();
  }

  /** Takes what the packet holds. */
  void write(AVPacket packet) throws IOException {
    check(av_interleaved_write_frame(container, packet), "av_interleaved_write_frame");
  }

  void finish() throws IOException {
    check(av_write_trailer(container), "av_write_trailer");
  }

  @Override
  public void close() {
    if (!container.isNull()) {
      var file = container.pb();
      if (file != null) {
        avio_closep(file);
      }
      avformat_free_context(container);
    }
    Native.freed();
  }
}
