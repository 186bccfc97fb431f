package org.holdline.recording.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.recording.entity.FileKind;
import org.jspecify.annotations.Nullable;

/** Makes the files that people get of what captures have handed over. */
public interface MediaFiles {
  /** The pieces of one stream of one segment, one after the other; whoever opens it closes it. */
  interface Stream {
    InputStream open() throws IOException;
  }

  /**
   * What a segment has left.
   *
   * @param startsAt on the recording's timeline; between the end of the one before and this is a
   *     gap
   * @param streams by name
   */
  record Captured(int segment, Duration startsAt, Map<String, Stream> streams) {
    public Captured {
      streams = Map.copyOf(streams);
    }
  }

  /**
   * A finished file.
   *
   * @param name for people and addresses, such as {@code recording.webm}: 1 to 100 of {@code
   *     A-Za-z0-9._-}
   * @param length null for what has none
   * @param streams codecs and size as probed, such as {@code vp8 1280x720, opus}; null for what is
   *     no media
   */
  record Finished(
      FileKind kind,
      String name,
      Path file,
      String mediaType,
      @Nullable Duration length,
      @Nullable String streams) {}

  /**
   * Joins the segments in order into files, probes them, makes thumbnail and waveform.
   *
   * @param folder where files may be made; whoever calls deletes it
   * @throws IOException when a stream cannot be read or the disk is full: it may be tried again
   * @throws MediaException when nothing that plays can be made of it
   */
  List<Finished> finish(Take take, List<Captured> segments, Path folder)
      throws IOException, MediaException;
}
