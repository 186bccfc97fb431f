package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Quality;

/** Opens coders and writers. Thread-safe. */
public interface Codecs {
  /** The system package without which they do not work; nothing when they do. */
  Optional<String> missingPackage();

  VideoEncoder video(Format format, Quality quality);

  /**
   * Opens a coder of sound.
   *
   * @param startsAtMicros the moment of the first sample
   */
  AudioEncoder audio(Format format, Quality quality, long startsAtMicros);

  Resampler resampler();

  /**
   * Begins a file.
   *
   * @param pieces gets its bytes, some at each flush
   */
  MediaWriter writer(Format format, List<TrackFormat> tracks, Consumer<ByteBuffer> pieces);
}
