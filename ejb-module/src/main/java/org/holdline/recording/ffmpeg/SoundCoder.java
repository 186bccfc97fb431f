package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.holdline.recording.ffmpeg.Native.check;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.holdline.recording.control.AudioEncoder;
import org.holdline.recording.control.Codec;
import org.holdline.recording.control.MediaPacket;
import org.holdline.recording.control.TrackFormat;

/** Codes sound as Opus or AAC. */
final class SoundCoder implements AudioEncoder {
  private static final int RATE = 48_000;
  private static final int CHANNELS = 2;
  private static final float FULL_SCALE = 32_768;

  private final Codec codec;
  private final Coder coder;
  private final short[] waiting;
  private int waitingSamples;
  private long nextAt;

  SoundCoder(Codec codec, int bitRate, long startsAtMicros) {
    this.codec = codec;
    nextAt = startsAtMicros * RATE / 1_000_000;
    coder =
        new Coder(
            codec == Codec.OPUS ? "libopus" : "aac",
            RATE,
            Map.of(),
            context -> setUp(context, bitRate));
    waiting = new short[coder.context().frame_size() * CHANNELS];
  }

  private void setUp(AVCodecContext context, int bitRate) {
    context.sample_rate(RATE);
    context.sample_fmt(codec == Codec.OPUS ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP);
    av_channel_layout_default(context.ch_layout(), CHANNELS);
    context.bit_rate(bitRate);
  }

  @Override
  public TrackFormat format() {
    return new TrackFormat(codec, 0, 0, RATE, coder.context().initial_padding(), coder.header());
  }

  @Override
  public List<MediaPacket> encode(short[] stereo) {
    var coded = new ArrayList<MediaPacket>();
    int from = 0;
    while (from < stereo.length) {
      int count = Math.min(stereo.length - from, waiting.length - waitingSamples);
      System.arraycopy(stereo, from, waiting, waitingSamples, count);
      waitingSamples += count;
      from += count;
      if (waitingSamples == waiting.length) {
        coded.addAll(code());
      }
    }
    return coded;
  }

  private List<MediaPacket> code() {
    var frame = coder.frame();
    var context = coder.context();
    int samples = waiting.length / CHANNELS;
    av_frame_unref(frame);
    frame.nb_samples(samples);
    frame.format(context.sample_fmt());
    frame.sample_rate(RATE);
    check(av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "ch_layout");
    check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer");
    fill(frame, samples);
    frame.pts(nextAt);
    nextAt += samples;
    waitingSamples = 0;
    return coder.code(frame);
  }

  private void fill(AVFrame frame, int samples) {
    if (codec == Codec.OPUS) {
      var bytes = frame.data(0).capacity(waiting.length * 2L).asByteBuffer();
      bytes.order(ByteOrder.nativeOrder()).asShortBuffer().put(waiting);
      return;
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      var bytes = frame.data(channel).capacity(samples * 4L).asByteBuffer();
      var floats = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
      for (int at = 0; at < samples; at++) {
        floats.put(at, waiting[at * CHANNELS + channel] / FULL_SCALE);
      }
    }
  }

  @Override
  public List<MediaPacket> finish() {
    var coded = new ArrayList<MediaPacket>();
    if (waitingSamples > 0) {
      Arrays.fill(waiting, waitingSamples, waiting.length, (short) 0);
      coded.addAll(code());
    }
    coded.addAll(coder.code(null));
    return coded;
  }

  @Override
  public void close() {
    coder.close();
  }
}
