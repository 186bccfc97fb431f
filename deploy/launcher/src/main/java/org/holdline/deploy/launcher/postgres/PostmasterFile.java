package org.holdline.deploy.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdline.deploy.launcher.process.Processes;

/** PostgreSQL's own record, in its data folder, of the process that serves it. */
record PostmasterFile(Path data) {
  private static final int START_LINE = 2;
  private static final long CLOCK_SLACK_SECONDS = 5;

  /** The living process that the file names, unless the number now belongs to a younger program. */
  Optional<ProcessHandle> process() {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readAllLines(file);
      var written = Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(process -> hasStartedBefore(process, written));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean hasStartedBefore(ProcessHandle process, Instant written) {
    return process
        .info()
        .startInstant()
        .map(started -> started.isBefore(written.plusSeconds(CLOCK_SLACK_SECONDS)))
        .orElse(false);
  }

  void stopLeftover(Duration limit) {
    process().ifPresent(process -> Processes.stop(process, limit));
  }
}
