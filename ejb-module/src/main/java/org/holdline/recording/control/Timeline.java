package org.holdline.recording.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.holdline.recording.control.MediaFiles.Captured;
import org.holdline.room.entity.SessionId;

/**
 * Says how the files of tracks belong together. A capture writes it as lines of JSON, one for each
 * thing that happens; for people it is one document with the lines of all segments.
 */
public final class Timeline {
  /** Under this name a capture hands it over. */
  public static final String STREAM = "timeline";

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;

  private Timeline() {}

  /** That a track begins. */
  static String line(String file, SessionId session, String kind, long atMicros) {
    return "{\"file\":\"%s\",\"session_id\":\"%s\",\"kind\":\"%s\",\"starts_at_seconds\":%s}%n"
        .formatted(file, session.value(), kind, atMicros / MICROS);
  }

  /** Writes the document. */
  public static void join(List<Captured> segments, Path target) throws IOException {
    var all = new StringJoiner(",", "{\"segments\":[", "]}");
    for (var segment : segments) {
      var lines = new StringJoiner(",");
      var stream = segment.streams().get(STREAM);
      if (stream != null) {
        try (var in = stream.open()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
      all.add(
          "{\"segment\":%d,\"starts_at_seconds\":%s,\"tracks\":[%s]}"
              .formatted(segment.segment(), segment.startsAt().toNanos() / NANOS, lines));
    }
    Files.writeString(target, all.toString());
  }
}
