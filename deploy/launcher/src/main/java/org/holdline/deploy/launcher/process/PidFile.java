package org.holdline.deploy.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a child process on disk, so that a run that was killed does not leave it behind for
 * good. Number and start time together name it: numbers are used again.
 */
public record PidFile(Path file) {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final long CLOCK_SLACK_MILLIS = 2000;

  void write(ProcessHandle process) {
    var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, process.pid() + " " + started + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the process of an earlier run, if it still runs. */
  public void stopLeftover() {
    leftover().ifPresent(process -> Processes.stop(process, STOP_LIMIT));
    delete();
  }

  private Optional<ProcessHandle> leftover() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var parts = Files.readString(file).strip().split(" ", 2);
      var started = Long.parseLong(parts[1]);
      return ProcessHandle.of(Long.parseLong(parts[0])).filter(process -> isSame(process, started));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isSame(ProcessHandle process, long started) {
    return process
        .info()
        .startInstant()
        .map(start -> Math.abs(start.toEpochMilli() - started) < CLOCK_SLACK_MILLIS)
        .orElse(false);
  }
}
