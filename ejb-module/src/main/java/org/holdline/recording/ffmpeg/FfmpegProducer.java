package org.holdline.recording.ffmpeg;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.holdline.recording.control.Codecs;
import org.holdline.recording.control.MediaFiles;

/** Connects FFmpeg. */
@ApplicationScoped
public class FfmpegProducer {
  @Produces
  @Singleton
  Codecs codecs() {
    return new FfmpegCodecs();
  }

  @Produces
  @Singleton
  MediaFiles files(Codecs loaded) {
    return new FfmpegFiles();
  }
}
