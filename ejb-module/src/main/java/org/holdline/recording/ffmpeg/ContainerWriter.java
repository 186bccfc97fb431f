package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.holdline.recording.ffmpeg.Native.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.holdline.recording.control.MediaPacket;
import org.holdline.recording.control.MediaWriter;
import org.holdline.recording.control.TrackFormat;
import org.holdline.recording.entity.Format;

/** Writes a container that is never sought back in: its begin is good before its end is known. */
final class ContainerWriter implements MediaWriter {
  private final OutputChannel channel = new OutputChannel();
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final List<AVStream> streams = new ArrayList<>();
  private final Consumer<ByteBuffer> pieces;
  private boolean isClosed;

  ContainerWriter(Format format, List<TrackFormat> tracks, Consumer<ByteBuffer> pieces) {
    this.pieces = pieces;
    Native.took();
    try {
      begin(format, tracks);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void begin(Format format, List<TrackFormat> tracks) {
    check(
        avformat_alloc_output_context2(container, null, Containers.nameOf(format), null),
        "avformat_alloc_output_context2");
    container.pb(channel.context());
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
    for (var track : tracks) {
      streams.add(Tracks.add(container, track));
    }
    var options =
        Native.options(
            format == Format.MP4
                ? Map.of("movflags", "+empty_moov+default_base_moof+frag_custom")
                : Map.of());
    try {
      check(avformat_write_header(container, options), "avformat_write_header");
    } finally {
      av_dict_free(options);
    }
  }

  @Override
  public void write(int track, MediaPacket coded) {
    var stream = streams.get(track);
    var bytes = coded.bytes().duplicate();
    check(av_new_packet(packet, bytes.remaining()), "av_new_packet");
    packet.data().capacity(bytes.remaining()).asByteBuffer().put(bytes);
    packet.pts(coded.atMicros());
    packet.dts(coded.atMicros());
    packet.duration(coded.lengthMicros());
    packet.flags(coded.isKey() ? AV_PKT_FLAG_KEY : 0);
    packet.stream_index(track);
    av_packet_rescale_ts(packet, Native.MICROS, stream.time_base());
    check(av_interleaved_write_frame(container, packet), "av_interleaved_write_frame");
  }

  @Override
  public void flush() {
    check(av_interleaved_write_frame(container, null), "av_interleaved_write_frame");
    check(av_write_frame(container, null), "av_write_frame");
    give();
  }

  private void give() {
    var bytes = channel.drain();
    if (bytes.hasRemaining()) {
      pieces.accept(bytes);
    }
  }

  @Override
  public void finish() {
    check(av_write_trailer(container), "av_write_trailer");
    give();
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      av_packet_free(packet);
      avformat_free_context(container);
      channel.close();
      Native.freed();
    }
  }
}
