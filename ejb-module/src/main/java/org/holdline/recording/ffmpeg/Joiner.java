package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.holdline.recording.ffmpeg.Native.MICROS;
import static org.holdline.recording.ffmpeg.Native.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.holdline.recording.control.MediaFiles.Stream;
import org.holdline.recording.control.MediaPacket;
import org.holdline.recording.entity.Format;
import org.jspecify.annotations.Nullable;

/**
 * Copies what segments have left into one file, without coding anew. In a gap between them the last
 * picture stands and there is silence. For one thread; who has one closes it.
 */
final class Joiner implements AutoCloseable {
  /** Less than this between two packets of sound is no gap. */
  private static final long GAP_MICROS = 100_000;

  private final Format format;
  private final Path target;
  private final AVPacket filler = av_packet_alloc();
  private @Nullable FileWriter out;
  private @Nullable MediaPacket silence;
  private long[] begins = {};
  private long[] ends = {};

  Joiner(Format format, Path target) {
    this.format = format;
    this.target = target;
    Native.took();
  }

  /**
   * Appends one.
   *
   * @param startsAt on the timeline; later when what is there already reaches further
   * @throws IOException when it cannot be read, or the file cannot be written
   * @throws FfmpegException when it is no container
   */
  void append(Stream stretch, Duration startsAt) throws IOException {
    try (var source = stretch.open();
        var in = new MediaReader(source)) {
      if (in.streamCount() == 0) {
        return;
      }
      var open = out;
      if (open == null) {
        open = new FileWriter(format, in, target);
        out = open;
        begins = new long[in.streamCount()];
        ends = new long[in.streamCount()];
        Arrays.fill(ends, Long.MIN_VALUE);
      }
      long reached = Math.max(0, Arrays.stream(ends).max().orElse(0));
      copy(in, open, Math.max(toMicros(startsAt), reached));
    }
  }

  private static long toMicros(Duration time) {
    return time.toNanos() / 1000;
  }

  private void copy(MediaReader in, FileWriter to, long shift) throws IOException {
    for (var packet = in.next(); packet != null; packet = in.next()) {
      int stream = packet.stream_index();
      if (stream >= ends.length || packet.pts() == AV_NOPTS_VALUE) {
        continue;
      }
      av_packet_rescale_ts(packet, in.stream(stream).time_base(), MICROS);
      long at = packet.pts() + shift;
      if (ends[stream] != Long.MIN_VALUE) {
        if (in.isAudio(stream) && at - ends[stream] > GAP_MICROS) {
          fill(to, stream, at);
        }
        at = Math.max(at, begins[stream] + 1);
      }
      packet.pts(at);
      packet.dts(at);
      begins[stream] = at;
      ends[stream] = at + Math.max(1, packet.duration());
      write(to, packet, stream);
    }
  }

  private void fill(FileWriter to, int stream, long until) throws IOException {
    var quiet = silence;
    if (quiet == null) {
      quiet = Silence.of(format);
      silence = quiet;
    }
    while (ends[stream] + quiet.lengthMicros() <= until) {
      var bytes = quiet.bytes().duplicate();
      check(av_new_packet(filler, bytes.remaining()), "av_new_packet");
      filler.data().capacity(bytes.remaining()).asByteBuffer().put(bytes);
      filler.pts(ends[stream]);
      filler.dts(ends[stream]);
      filler.duration(quiet.lengthMicros());
      filler.flags(AV_PKT_FLAG_KEY);
      filler.stream_index(stream);
      begins[stream] = ends[stream];
      ends[stream] += quiet.lengthMicros();
      write(to, filler, stream);
    }
  }

  private static void write(FileWriter to, AVPacket packet, int stream) throws IOException {
    av_packet_rescale_ts(packet, MICROS, to.timeBase(stream));
    packet.pos(-1);
    to.write(packet);
  }

  /** Whether a file was made; it is complete then. */
  boolean finish() throws IOException {
    if (out == null) {
      return false;
    }
    out.finish();
    return Arrays.stream(ends).anyMatch(end -> end != Long.MIN_VALUE);
  }

  @Override
  public void close() {
    if (out != null) {
      out.close();
    }
    av_packet_free(filler);
    Native.freed();
  }
}
