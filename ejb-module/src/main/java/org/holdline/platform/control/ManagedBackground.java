package org.holdline.platform.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Background work on Jakarta Concurrency's managed executors, which the web module defines. Short
 * work runs on a pool of managed threads instead: a managed executor looks through all jars for
 * context providers at each task, which cost most of the processor while a room was busy.
 */
@ApplicationScoped
public class ManagedBackground implements Background {
  private static final System.Logger LOG = System.getLogger(ManagedBackground.class.getName());

  public static final String PATIENT = "java:app/concurrent/holdlinePatient";
  public static final String TIMER = "java:app/concurrent/holdlineTimer";
  private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

  private static final int THREADS_MAX = 32;
  private static final int WAITING_MAX = 100_000;

  private final ThreadPoolExecutor executor;
  private final ManagedExecutorService patient;
  private final ManagedScheduledExecutorService timer;
  private final ManagedThreadFactory threads;
  private final Queue<Future<?>> repeated = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();

  /**
   * Looks its executors up, since injection would be checked at deployment, before their
   * definitions have made them.
   *
   * @throws NamingException when the container has none
   */
  @SuppressWarnings("BanJNDI") // the names are constants of ours
  public ManagedBackground() throws NamingException {
    patient = InitialContext.doLookup(PATIENT);
    timer = InitialContext.doLookup(TIMER);
    threads = InitialContext.doLookup(THREADS);
    executor =
        new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_MAX),
            threads,
            ManagedBackground::rejected);
  }

  /** What comes up while the application ends is done by whoever brings it. */
  private static void rejected(Runnable task, ThreadPoolExecutor executor) {
    if (!executor.isShutdown()) {
      throw new RejectedExecutionException("too much background work is waiting");
    }
    task.run();
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> guarded(task));
  }

  @Override
  public void executePatient(Runnable task) {
    patient.execute(() -> guarded(task));
  }

  @Override
  public void every(Duration pause, Runnable task) {
    long millis = pause.toMillis();
    repeated.add(
        timer.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public void forever(String name, Runnable task) {
    var thread = threads.newThread(() -> guarded(task));
    thread.setName("holdline " + name);
    running.removeIf(each -> each.getState() == Thread.State.TERMINATED);
    running.add(thread);
    thread.start();
  }

  /** An error of one run, too, must not be the end of what runs again and again. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "background work failed", e);
    }
  }

  @PreDestroy
  void close() {
    repeated.forEach(future -> future.cancel(true));
    running.forEach(Thread::interrupt);
    executor.shutdown();
  }
}
