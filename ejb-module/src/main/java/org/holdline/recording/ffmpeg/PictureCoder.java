package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.javacpp.BytePointer;
import org.holdline.recording.control.Canvas;
import org.holdline.recording.control.Codec;
import org.holdline.recording.control.MediaPacket;
import org.holdline.recording.control.TrackFormat;
import org.holdline.recording.control.VideoEncoder;
import org.holdline.recording.entity.Quality;

/** Codes pictures as VP8, or as H.264 with the coder that is there. */
final class PictureCoder implements VideoEncoder {
  private static final int CLOCK = 90_000;
  private static final int SECONDS_BETWEEN_KEYS = 2;
  private static final int WIDE = 1920;

  private final Codec codec;
  private final Quality quality;
  private final Coder coder;

  PictureCoder(Codec codec, Quality quality) {
    this.codec = codec;
    this.quality = quality;
    var name = nameOf(codec);
    coder = new Coder(name, CLOCK, settings(name), this::setUp);
    coder.frame().format(AV_PIX_FMT_YUV420P);
    coder.frame().width(quality.width());
    coder.frame().height(quality.height());
    coder.frame().duration(CLOCK / quality.framesPerSecond());
  }

  /** x264 is there when an administrator has put FFmpeg's GPL build in place of ours. */
  private static String nameOf(Codec codec) {
    if (codec == Codec.VP8) {
      return "libvpx";
    }
    return Coder.exists("libx264") ? "libx264" : "libopenh264";
  }

  /** The speed of VP8 is fixed: a positive cpu-used would follow the load of the machine. */
  private static Map<String, String> settings(String name) {
    return switch (name) {
      case "libvpx" -> Map.of("deadline", "realtime", "cpu-used", "-12");
      case "libx264" -> Map.of("preset", "ultrafast", "tune", "zerolatency");
      default -> Map.of("rc_mode", "bitrate", "allow_skip_frames", "0");
    };
  }

  private void setUp(AVCodecContext context) {
    context.width(quality.width());
    context.height(quality.height());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.framerate().num(quality.framesPerSecond()).den(1);
    context.bit_rate(quality.videoBitrate());
    context.rc_max_rate(quality.videoBitrate() * 3L / 2);
    context.rc_buffer_size(quality.videoBitrate() * 2);
    context.gop_size(quality.framesPerSecond() * SECONDS_BETWEEN_KEYS);
    context.max_b_frames(0);
    context.thread_count(threads());
  }

  /**
   * Those of libvpx wait for one another by spinning, which is slow where others need the cores.
   */
  private int threads() {
    return codec == Codec.VP8 || quality.width() < WIDE ? 1 : 2;
  }

  @Override
  public TrackFormat format() {
    return new TrackFormat(
        codec, quality.width(), quality.height(), quality.framesPerSecond(), 0, coder.header());
  }

  @Override
  public List<MediaPacket> encode(Canvas picture, long atMicros, boolean key) {
    var frame = coder.frame();
    frame.data(0, new BytePointer(picture.luma()));
    frame.data(1, new BytePointer(picture.blue()));
    frame.data(2, new BytePointer(picture.red()));
    frame.linesize(0, picture.width());
    frame.linesize(1, picture.width() / 2);
    frame.linesize(2, picture.width() / 2);
    frame.pts(Math.floorDiv(atMicros * CLOCK + 500_000, 1_000_000));
    frame.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    return coder.code(frame);
  }

  @Override
  public List<MediaPacket> finish() {
    return coder.code(null);
  }

  @Override
  public void close() {
    coder.close();
  }
}
