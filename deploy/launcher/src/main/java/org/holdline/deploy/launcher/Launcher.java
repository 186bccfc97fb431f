package org.holdline.deploy.launcher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdline.deploy.launcher.process.StartException;

/** The main class: everything is started and stopped by its one thread, in order. */
public final class Launcher {
  private static final int FAILED = 1;
  private static final long STOP_SECONDS = 120;

  private Launcher() {}

  /** Takes a command and its options; runs until it is told to stop, or a part dies. */
  public static void main(String[] arguments) {
    var screen = new Screen(System.out);
    var stopped = stopOnSignal(Thread.currentThread());
    try {
      run(List.of(arguments), screen);
    } catch (InterruptedException signal) {
      screen.say("Stopped");
      stopped.countDown();
    } catch (StartException | IOException e) {
      System.err.println();
      System.err.println(e.getMessage());
      stopped.countDown();
      System.exit(FAILED);
    } finally {
      stopped.countDown();
    }
  }

  private static void run(List<String> arguments, Screen screen)
      throws IOException, InterruptedException {
    var command = Command.named(arguments.getFirst());
    var options = Options.parse(command, arguments.subList(1, arguments.size()), System.getenv());
    try (var data = DataFolder.open(options.data());
        var parts = new Parts(screen)) {
      switch (command) {
        case RUN -> {
          var run = new Run(options, data, screen, parts);
          run.start();
          run.watch();
        }
        case CLUSTER -> {
          var cluster = new Cluster(options, data, screen, parts);
          cluster.start();
          cluster.watch();
        }
      }
    }
  }

  /**
   * At Ctrl-C or SIGTERM the main thread is interrupted, and the process lives on until it has
   * cleaned up.
   */
  private static CountDownLatch stopOnSignal(Thread main) {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  main.interrupt();
                  awaitQuietly(stopped);
                },
                "stop"));
    return stopped;
  }

  private static void awaitQuietly(CountDownLatch stopped) {
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Not everything has stopped in time; the next start cleans up");
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
