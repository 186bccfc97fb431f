package org.holdline.recording.ffmpeg;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.holdline.platform.control.LogEvent;
import org.holdline.recording.control.MediaException;
import org.holdline.recording.control.MediaFiles;
import org.holdline.recording.control.Take;
import org.holdline.recording.control.Timeline;
import org.holdline.recording.entity.FileKind;
import org.holdline.recording.entity.Format;
import org.holdline.text.Words;

/** Joins, probes and illustrates what captures have left. */
public final class FfmpegFiles implements MediaFiles {
  private static final System.Logger LOG = System.getLogger(FfmpegFiles.class.getName());

  static final String COMPOSED = "composed";
  private static final String RECORDING = "recording";

  @Override
  public List<Finished> finish(Take take, List<Captured> segments, Path folder)
      throws IOException, MediaException {
    var names = new TreeSet<String>();
    segments.forEach(segment -> names.addAll(segment.streams().keySet()));
    var files = new ArrayList<Finished>();
    for (var name : names) {
      if (name.equals(Timeline.STREAM)) {
        files.add(timeline(segments, folder));
      } else {
        join(name, take, segments, folder, files);
      }
    }
    if (files.stream().noneMatch(file -> file.length() != null)) {
      throw new MediaException("There is nothing that plays");
    }
    return files;
  }

  private static void join(
      String name, Take take, List<Captured> segments, Path folder, List<Finished> files)
      throws IOException {
    boolean composed = name.equals(COMPOSED);
    var fileName = (composed ? RECORDING : name) + "." + Words.of(take.format());
    var file = folder.resolve(fileName);
    if (!copied(name, take, segments, file)) {
      return;
    }
    var probe = Probe.of(file);
    var kind = composed ? FileKind.COMPOSED : FileKind.TRACK;
    files.add(
        new Finished(
            kind, fileName, file, mediaType(take.format()), probe.length(), probe.streams()));
    if (composed) {
      illustrate(file, probe, folder, files);
    }
  }

  private static boolean copied(String name, Take take, List<Captured> segments, Path file)
      throws IOException {
    try (var joiner = new Joiner(take.format(), file)) {
      for (var segment : segments) {
        var stream = segment.streams().get(name);
        if (stream != null) {
          append(joiner, stream, segment, take);
        }
      }
      return joiner.finish();
    }
  }

  /** A node that was killed at once may have left less than a header. */
  private static void append(Joiner joiner, Stream stream, Captured segment, Take take)
      throws IOException {
    try {
      joiner.append(stream, segment.startsAt());
    } catch (FfmpegException e) {
      LOG.log(
          Level.WARNING,
          LogEvent.of("segment without media left out")
              .with("recording", take.recording())
              .with("segment", segment.segment())
              .with("error", e.error()));
    }
  }

  private static void illustrate(Path file, Probe probe, Path folder, List<Finished> files)
      throws IOException {
    var thumbnail = folder.resolve("thumbnail.jpg");
    if (Thumbnail.write(file, probe.length(), thumbnail)) {
      files.add(
          new Finished(FileKind.THUMBNAIL, "thumbnail.jpg", thumbnail, "image/jpeg", null, null));
    }
    var waveform = folder.resolve("waveform.json");
    if (Waveform.write(file, probe.length(), waveform)) {
      files.add(
          new Finished(
              FileKind.WAVEFORM, "waveform.json", waveform, "application/json", null, null));
    }
  }

  private static Finished timeline(List<Captured> segments, Path folder) throws IOException {
    var file = folder.resolve("timeline.json");
    Timeline.join(segments, file);
    return new Finished(FileKind.TIMELINE, "timeline.json", file, "application/json", null, null);
  }

  private static String mediaType(Format format) {
    return switch (format) {
      case WEBM -> "video/webm";
      case MP4 -> "video/mp4";
      case MKV -> "video/x-matroska";
    };
  }
}
