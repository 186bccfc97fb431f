package org.holdline.platform.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real server in a process of its own, which can be frozen, killed and started again. */
public abstract class ServerProcess implements AutoCloseable {
  private final String name;
  private final Duration startMax;
  private @Nullable Process process;

  protected ServerProcess(String name, Duration startMax) {
    this.name = name;
    this.startMax = startMax;
  }

  /** Starts it with the data that it has. */
  protected abstract Process launch() throws IOException;

  protected abstract boolean answers();

  /** Starts it, at first or again, and returns when it answers. */
  public final void start() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Eventually.within(startMax, name + " answers", () -> answers() || hasEnded());
    if (hasEnded()) {
      throw new IllegalStateException(name + " ended with " + process().exitValue());
    }
  }

  private boolean hasEnded() {
    return !process().isAlive();
  }

  private Process process() {
    return Objects.requireNonNull(process, name);
  }

  /** It keeps its connections and says nothing more. */
  public final void freeze() {
    signal("-STOP");
  }

  public final void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder(List.of("kill", signal, Long.toString(process().pid()))).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a crash would; what it has written it finds at the next {@link #start}. */
  public final void kill() {
    process().destroyForcibly();
    try {
      if (!process().waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " lives on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
