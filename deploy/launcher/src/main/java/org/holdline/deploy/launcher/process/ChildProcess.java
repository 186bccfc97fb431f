package org.holdline.deploy.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A program with a log file and a pid file. */
public final class ChildProcess implements Part {
  private final String name;
  private final Process process;
  private final PidFile pidFile;
  private final Path log;
  private final Duration stopLimit;

  private ChildProcess(Command command, Process process) {
    this.name = command.name();
    this.process = process;
    this.pidFile = command.pidFile();
    this.log = command.log();
    this.stopLimit = command.stopLimit();
  }

  /**
   * What to start.
   *
   * @param arguments program first
   * @param environment added to this process's own
   * @param directory for its log and pid file
   * @param stopLimit how long it may take to stop when asked
   */
  public record Command(
      String name,
      List<String> arguments,
      Map<String, String> environment,
      Path directory,
      Duration stopLimit) {

    private Path log() {
      return directory.resolve(fileName() + ".log");
    }

    private PidFile pidFile() {
      return new PidFile(directory.resolve(fileName() + ".pid"));
    }

    private String fileName() {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Stops what an earlier run left behind in the same folder, then starts. The log begins anew; the
   * one of the run before is kept beside it, with {@code .1} after its name.
   */
  public static ChildProcess start(Command command) {
    command.pidFile().stopLeftover();
    try {
      Files.createDirectories(command.directory());
      keep(command.log());
      var builder =
          new ProcessBuilder(OwnSession.of(command.arguments()))
              .directory(command.directory().toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(command.log().toFile());
      builder.environment().putAll(command.environment());
      var child = new ChildProcess(command, builder.start());
      child.pidFile.write(child.process.toHandle());
      return child;
    } catch (IOException e) {
      throw new StartException(command.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static void keep(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.move(log, before(log), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path before(Path log) {
    return log.resolveSibling(log.getFileName() + ".1");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end; nothing when the limit is over. */
  OptionalInt exitCode(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  /** Ends it without a chance to clean up, for tests of what happens then. */
  public void kill() {
    Processes.kill(process.toHandle());
    pidFile.delete();
  }

  @Override
  public void close() {
    Processes.stop(process.toHandle(), stopLimit);
    pidFile.delete();
  }
}
