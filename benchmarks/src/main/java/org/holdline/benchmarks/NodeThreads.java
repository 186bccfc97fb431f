package org.holdline.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.holdline.platform.control.Background;

/** A node's background work without its container, on as few threads. */
final class NodeThreads implements Background, AutoCloseable {
  private static final int THREADS = 8;

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService forever = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS);

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void executePatient(Runnable task) {
    pool.execute(task);
  }

  @Override
  @SuppressWarnings(
      "FutureReturnValueIgnored") // what fails ends the series and shows in the result
  public void every(Duration pause, Runnable task) {
    timer.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void forever(String name, Runnable task) {
    forever.execute(task);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    pool.shutdownNow();
    forever.shutdownNow();
  }
}
