package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.holdline.recording.ffmpeg.Native.check;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes one stream. For one thread; who opens one closes it. */
final class Decoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();

  Decoder(AVStream stream) {
    Native.took();
    var codec = avcodec_find_decoder(stream.codecpar().codec_id());
    context = avcodec_alloc_context3(codec);
    try {
      check(avcodec_parameters_to_context(context, stream.codecpar()), "parameters");
      context.pkt_timebase(stream.time_base());
      check(avcodec_open2(context, codec, (AVDictionary) null), "avcodec_open2");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Puts a packet in; null at the end of the stream. One that cannot be decoded is skipped. */
  void put(@Nullable AVPacket packet) {
    avcodec_send_packet(context, packet);
  }

  /** A decoded frame, valid until the next call; null when more packets are needed. */
  @Nullable AVFrame take() {
    return avcodec_receive_frame(context, frame) < 0 ? null : frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
    Native.freed();
  }
}
