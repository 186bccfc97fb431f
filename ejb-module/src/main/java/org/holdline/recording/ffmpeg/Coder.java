package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;
import static org.holdline.recording.ffmpeg.Native.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.holdline.recording.control.MediaPacket;
import org.jspecify.annotations.Nullable;

/** A coder of pictures or sound, with the frame that it is fed from. For one thread. */
final class Coder implements AutoCloseable {
  private static final long MICROS = 1_000_000;

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final int clock;
  private boolean isClosed;

  /**
   * Opens one.
   *
   * @param clock ticks a second, in which frames are stamped
   * @param setUp says what it is to make
   */
  Coder(String name, int clock, Map<String, String> settings, Consumer<AVCodecContext> setUp) {
    this.clock = clock;
    Native.took();
    var codec = avcodec_find_encoder_by_name(name);
    context = avcodec_alloc_context3(codec);
    try {
      context.time_base().num(1).den(clock);
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
      setUp.accept(context);
      open(name, codec, settings);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(String name, AVCodec codec, Map<String, String> settings) {
    var options = Native.options(settings);
    try {
      check(avcodec_open2(context, codec, options), "avcodec_open2 " + name);
    } finally {
      av_dict_free(options);
    }
  }

  static boolean exists(String name) {
    return avcodec_find_encoder_by_name(name) != null;
  }

  AVCodecContext context() {
    return context;
  }

  AVFrame frame() {
    return frame;
  }

  ByteBuffer header() {
    int length = context.extradata_size();
    var copy = ByteBuffer.allocate(length);
    if (length > 0) {
      copy.put(context.extradata().capacity(length).asByteBuffer()).flip();
    }
    return copy;
  }

  /** Codes the frame; nothing more comes after null. */
  List<MediaPacket> code(@Nullable AVFrame filled) {
    check(avcodec_send_frame(context, filled), "avcodec_send_frame");
    var coded = new ArrayList<MediaPacket>();
    int answer = avcodec_receive_packet(context, packet);
    while (answer >= 0) {
      coded.add(copy());
      av_packet_unref(packet);
      answer = avcodec_receive_packet(context, packet);
    }
    if (answer != AVERROR_EAGAIN() && answer != AVERROR_EOF) {
      check(answer, "avcodec_receive_packet");
    }
    return coded;
  }

  private MediaPacket copy() {
    var bytes = ByteBuffer.allocate(packet.size());
    bytes.put(packet.data().capacity(packet.size()).asByteBuffer()).flip();
    return new MediaPacket(
        bytes,
        Math.floorDiv(packet.pts() * MICROS + clock / 2, clock),
        Math.floorDiv(packet.duration() * MICROS + clock / 2, clock),
        (packet.flags() & AV_PKT_FLAG_KEY) != 0);
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(context);
      Native.freed();
    }
  }
}
