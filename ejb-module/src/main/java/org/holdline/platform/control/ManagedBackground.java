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
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Background work on Jakarta Concurrency's managed executors, which the web module defines. */
@ApplicationScoped
public class ManagedBackground implements Background {
  private static final System.Logger LOG = System.getLogger(ManagedBackground.class.getName());

  public static final String EXECUTOR = "java:app/concurrent/holdline";
  public static final String PATIENT = "java:app/concurrent/holdlinePatient";
  public static final String TIMER = "java:app/concurrent/holdlineTimer";
  private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

  private final ManagedExecutorService executor;
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
    executor = InitialContext.doLookup(EXECUTOR);
    patient = InitialContext.doLookup(PATIENT);
    timer = InitialContext.doLookup(TIMER);
    threads = InitialContext.doLookup(THREADS);
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
    running.add(thread);
    thread.start();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "background work failed", e);
    }
  }

  @PreDestroy
  void close() {
    repeated.forEach(future -> future.cancel(true));
    running.forEach(Thread::interrupt);
  }
}
