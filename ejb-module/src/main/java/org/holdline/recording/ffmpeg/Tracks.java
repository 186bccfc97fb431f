package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.holdline.recording.control.Codec;
import org.holdline.recording.control.TrackFormat;

/** Tells a container which tracks it is to hold. */
final class Tracks {
  private static final int VIDEO_CLOCK = 90_000;
  private static final int CHANNELS = 2;
  private static final int OPUS_FRAME = 960;
  private static final int AAC_FRAME = 1024;

  private Tracks() {}

  static AVStream add(AVFormatContext container, TrackFormat track) {
    var stream = avformat_new_stream(container, null);
    var is = stream.codecpar();
    is.codec_id(id(track.codec()));
    if (track.width() > 0) {
      is.codec_type(AVMEDIA_TYPE_VIDEO);
      is.format(AV_PIX_FMT_YUV420P);
      is.width(track.width());
      is.height(track.height());
      stream.avg_frame_rate().num(track.rate()).den(1);
      stream.time_base().num(1).den(VIDEO_CLOCK);
    } else {
      is.codec_type(AVMEDIA_TYPE_AUDIO);
      is.sample_rate(track.rate());
      av_channel_layout_default(is.ch_layout(), CHANNELS);
      is.frame_size(track.codec() == Codec.OPUS ? OPUS_FRAME : AAC_FRAME);
      is.initial_padding(track.leadIn());
      stream.time_base().num(1).den(track.rate());
    }
    header(is, track);
    return stream;
  }

  private static int id(Codec codec) {
    return switch (codec) {
      case VP8 -> AV_CODEC_ID_VP8;
      case H264 -> AV_CODEC_ID_H264;
      case OPUS -> AV_CODEC_ID_OPUS;
      case AAC -> AV_CODEC_ID_AAC;
    };
  }

  /** The container frees the copy. */
  private static void header(AVCodecParameters is, TrackFormat track) {
    int length = track.header().remaining();
    if (length > 0) {
      var copy = new BytePointer(av_mallocz(length + AV_INPUT_BUFFER_PADDING_SIZE));
      copy.capacity(length).asByteBuffer().put(track.header().duplicate());
      is.extradata(copy);
      is.extradata_size(length);
    }
  }
}
