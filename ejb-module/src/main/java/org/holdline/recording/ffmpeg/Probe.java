package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/**
 * What a file holds, found by reading all of it.
 *
 * @param streams such as {@code vp8 1280x720, opus}
 * @param pictures how many there are
 */
record Probe(Duration length, String streams, long pictures) {
  /**
   * Reads a file.
   *
   * @throws FfmpegException when it is no container
   */
  static Probe of(Path file) throws IOException {
    try (var in = new MediaReader(file)) {
      long pictures = 0;
      long end = 0;
      for (var packet = in.next(); packet != null; packet = in.next()) {
        int stream = packet.stream_index();
        pictures += in.isVideo(stream) ? 1 : 0;
        if (packet.pts() != AV_NOPTS_VALUE) {
          long until = packet.pts() + Math.max(0, packet.duration());
          end = Math.max(end, av_rescale_q(until, in.stream(stream).time_base(), Native.MICROS));
        }
      }
      return new Probe(Duration.ofNanos(end * 1000), streams(in), pictures);
    }
  }

  private static String streams(MediaReader in) {
    var names = new ArrayList<String>();
    for (int index = 0; index < in.streamCount(); index++) {
      var is = in.stream(index).codecpar();
      var name = avcodec_get_name(is.codec_id()).getString();
      names.add(in.isVideo(index) ? name + " " + is.width() + "x" + is.height() : name);
    }
    return String.join(", ", names);
  }
}
