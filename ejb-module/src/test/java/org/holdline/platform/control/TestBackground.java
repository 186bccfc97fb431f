package org.holdline.platform.control;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Background work on threads of its own; remembers what failed. */
public final class TestBackground implements Background, AutoCloseable {
  private static final int THREADS = 8;

  private final ThreadPoolExecutor executor;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();
  private final Queue<Future<?>> repeated = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  public TestBackground() {
    this(1000);
  }

  /**
   * @param waitingMax more tasks than these are rejected
   */
  public TestBackground(int waitingMax) {
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waitingMax),
            Thread.ofPlatform().daemon().factory());
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> guarded(task));
  }

  @Override
  public void executePatient(Runnable task) {
    execute(task);
  }

  @Override
  public void every(Duration pause, Runnable task) {
    long nanos = pause.toNanos();
    repeated.add(
        timer.scheduleWithFixedDelay(() -> guarded(task), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  @Override
  public void forever(String name, Runnable task) {
    running.add(Thread.ofPlatform().daemon().name(name).start(() -> guarded(task)));
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  public List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    repeated.forEach(future -> future.cancel(true));
    timer.shutdownNow();
    executor.shutdownNow();
    running.forEach(Thread::interrupt);
  }
}
