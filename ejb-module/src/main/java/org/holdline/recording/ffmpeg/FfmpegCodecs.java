package org.holdline.recording.ffmpeg;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.holdline.recording.control.AudioEncoder;
import org.holdline.recording.control.Codec;
import org.holdline.recording.control.Codecs;
import org.holdline.recording.control.MediaWriter;
import org.holdline.recording.control.Resampler;
import org.holdline.recording.control.TrackFormat;
import org.holdline.recording.control.VideoEncoder;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Quality;
import org.jspecify.annotations.Nullable;

/** Coders and writers of FFmpeg; its libraries are unpacked and loaded when the first is made. */
public final class FfmpegCodecs implements Codecs {
  private static final System.Logger LOG = System.getLogger(FfmpegCodecs.class.getName());

  private final @Nullable String missing;

  public FfmpegCodecs() {
    missing = load();
  }

  private static @Nullable String load() {
    try {
      for (var library :
          List.of(avutil.class, swresample.class, swscale.class, avcodec.class, avformat.class)) {
        Loader.load(library);
      }
      avutil.av_log_set_level(avutil.AV_LOG_FATAL);
      return null;
    } catch (LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "FFmpeg cannot be loaded, recording is off", e);
      return "libstdc++6";
    }
  }

  @Override
  public Optional<String> missingPackage() {
    return Optional.ofNullable(missing);
  }

  @Override
  public VideoEncoder video(Format format, Quality quality) {
    return new PictureCoder(Codec.ofPictures(format), quality);
  }

  @Override
  public AudioEncoder audio(Format format, Quality quality, long startsAtMicros) {
    return new SoundCoder(Codec.ofSound(format), quality.audioBitrate(), startsAtMicros);
  }

  @Override
  public Resampler resampler() {
    return new SwResampler();
  }

  @Override
  public MediaWriter writer(Format format, List<TrackFormat> tracks, Consumer<ByteBuffer> pieces) {
    return new ContainerWriter(format, tracks, pieces);
  }
}
