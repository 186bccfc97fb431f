package org.holdline.recording.webrtc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The threads that receive and record, by the 15 letters by which the kernel knows them. */
final class MediaThreads {
  private static final List<String> NAMES =
      List.of("holdline record", "webrtc_", "DecodingQueue", "IncomingVideoSt");
  private static final long TICK_MILLIS = 10;

  /** After the name, which ends with the last bracket. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private final Path threads;

  /**
   * Looks at them in a folder.
   *
   * @param threads such as {@code /proc/self/task}
   */
  MediaThreads(Path threads) {
    this.threads = threads;
  }

  /** Processor time of those that are there now. */
  Duration spent() throws IOException {
    long ticks = 0;
    try (var all = Files.newDirectoryStream(threads)) {
      for (var thread : all) {
        ticks += ticks(thread);
      }
    }
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }

  private static long ticks(Path thread) throws IOException {
    var name = read(thread.resolve("comm"));
    if (NAMES.stream().noneMatch(name::startsWith)) {
      return 0;
    }
    var status = read(thread.resolve("stat"));
    var fields = status.substring(status.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length <= SYSTEM_TICKS
        ? 0
        : Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
  }

  /** Nothing of one that has just ended. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
