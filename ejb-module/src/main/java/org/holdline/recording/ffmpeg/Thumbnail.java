package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.holdline.recording.ffmpeg.Native.check;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** A small picture of a file, from its first third: at the begin people are still arriving. */
final class Thumbnail {
  private static final int WIDTH = 320;
  private static final int PLANES = 3;

  private Thumbnail() {}

  /**
   * Writes one as JPEG.
   *
   * @return whether there was a picture
   */
  static boolean write(Path file, Duration length, Path target) throws IOException {
    try (var in = new MediaReader(file)) {
      if (in.video().isEmpty()) {
        return false;
      }
      int video = in.video().getAsInt();
      var base = in.stream(video).time_base();
      long third = av_rescale_q(length.toNanos() / 3000, Native.MICROS, base);
      return write(in, video, third, target) || write(in, video, 0, target);
    }
  }

  /** Of the first picture from there on, which is reached from the last key picture before it. */
  private static boolean write(MediaReader in, int video, long from, Path target)
      throws IOException {
    av_seek_frame(in.container(), video, from, AVSEEK_FLAG_BACKWARD);
    try (var decoder = new Decoder(in.stream(video))) {
      for (var packet = in.next(); packet != null; packet = in.next()) {
        if (packet.stream_index() == video) {
          decoder.put(packet);
          var frame = decoder.take();
          if (frame != null && frame.pts() >= from) {
            return ImageIO.write(image(frame), "jpeg", target.toFile());
          }
        }
      }
    }
    return false;
  }

  private static BufferedImage image(AVFrame frame) {
    int height = Math.max(1, WIDTH * frame.height() / frame.width());
    var image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_3BYTE_BGR);
    var pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    var scaler =
        sws_getContext(
            frame.width(),
            frame.height(),
            frame.format(),
            WIDTH,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new FfmpegException(
          "sws_getContext",
          0,
          "no picture of %dx%d can be made smaller".formatted(frame.width(), frame.height()));
    }
    Native.took();
    try (var out = new BytePointer(pixels.length);
        var planes = new PointerPointer<BytePointer>(1);
        var strides = new IntPointer(1)) {
      planes.put(0, out);
      strides.put(0, WIDTH * PLANES);
      check(
          sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides),
          "sws_scale");
      out.get(pixels);
      return image;
    } finally {
      sws_freeContext(scaler);
      Native.freed();
    }
  }
}
