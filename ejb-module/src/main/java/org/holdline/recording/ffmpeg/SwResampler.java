package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_next_pts;
import static org.holdline.recording.ffmpeg.Native.check;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.holdline.recording.control.Pcm;
import org.holdline.recording.control.Resampler;
import org.jspecify.annotations.Nullable;

/** Stretches sound by swresample's compensation, at most 2 %; beyond 0.1 s it cuts or fills. */
final class SwResampler implements Resampler {
  private static final int RATE = 48_000;
  private static final int CHANNELS = 2;
  private static final int SAMPLE_BYTES = 2;
  private static final int CHUNK_MAX = RATE;
  private static final double SAMPLES_STRETCHED_MAX = 1000;
  private static final double SECONDS_CUT = 0.1;

  /** Sound comes in steps of 10 ms: less than this is no drift. */
  private static final double SECONDS_IGNORED = 0.02;

  private final BytePointer in = new BytePointer(CHUNK_MAX * CHANNELS * SAMPLE_BYTES);
  private final BytePointer out = new BytePointer(CHUNK_MAX * CHANNELS * SAMPLE_BYTES);
  private final PointerPointer<BytePointer> ins = new PointerPointer<BytePointer>(1).put(0, in);
  private final PointerPointer<BytePointer> outs = new PointerPointer<BytePointer>(1).put(0, out);
  private @Nullable SwrContext context;
  private int rate;
  private int channels;

  SwResampler() {
    Native.took();
  }

  @Override
  public short[] convert(Pcm pcm, long atMicros) {
    var open = context;
    if (open == null || pcm.rate() != rate || pcm.channels() != channels) {
      open = open(pcm.rate(), pcm.channels());
    }
    // Counted in ticks of both rates multiplied.
    swr_next_pts(open, atMicros * RATE / 1_000_000 * rate);
    in.capacity(pcm.samples().remaining() * (long) SAMPLE_BYTES)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asShortBuffer()
        .put(pcm.samples().duplicate());
    int got = check(swr_convert(open, outs, CHUNK_MAX, ins, pcm.length()), "swr_convert");
    return taken(open, got);
  }

  /** Silence that fills a gap can be more than one chunk. */
  private short[] taken(SwrContext open, int first) {
    var all = chunk(first);
    int got = first;
    while (got == CHUNK_MAX) {
      got = check(swr_convert(open, outs, CHUNK_MAX, null, 0), "swr_convert");
      int before = all.length;
      all = Arrays.copyOf(all, before + got * CHANNELS);
      System.arraycopy(chunk(got), 0, all, before, got * CHANNELS);
    }
    return all;
  }

  private short[] chunk(int samples) {
    var chunk = new short[samples * CHANNELS];
    if (samples > 0) {
      out.capacity(chunk.length * (long) SAMPLE_BYTES)
          .asByteBuffer()
          .order(ByteOrder.nativeOrder())
          .asShortBuffer()
          .get(chunk);
    }
    return chunk;
  }

  private SwrContext open(int sampleRate, int channelCount) {
    closeContext();
    var opened = new SwrContext(null);
    try (var from = new AVChannelLayout();
        var to = new AVChannelLayout()) {
      av_channel_layout_default(from, channelCount);
      av_channel_layout_default(to, CHANNELS);
      check(
          swr_alloc_set_opts2(
              opened, to, AV_SAMPLE_FMT_S16, RATE, from, AV_SAMPLE_FMT_S16, sampleRate, 0, null),
          "swr_alloc_set_opts2");
    }
    context = opened;
    check(av_opt_set_double(opened, "async", SAMPLES_STRETCHED_MAX, 0), "async");
    check(av_opt_set_double(opened, "min_comp", SECONDS_IGNORED, 0), "min_comp");
    check(av_opt_set_double(opened, "min_hard_comp", SECONDS_CUT, 0), "min_hard_comp");
    check(swr_init(opened), "swr_init");
    rate = sampleRate;
    channels = channelCount;
    return opened;
  }

  private void closeContext() {
    if (context != null) {
      swr_free(context);
      context = null;
    }
  }

  @Override
  public void close() {
    closeContext();
    ins.close();
    outs.close();
    in.close();
    out.close();
    Native.freed();
  }
}
