package org.holdline.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Background work on Jakarta Concurrency's managed executors. */
@ManagedExecutorDefinition(name = "java:app/concurrent/holdline", maxAsync = 32)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/holdlineTimer", maxAsync = 8)
@ApplicationScoped
public class ManagedBackground implements Background {
  private static final System.Logger LOG = System.getLogger(ManagedBackground.class.getName());

  @Resource(lookup = "java:app/concurrent/holdline")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/holdlineTimer")
  private ManagedScheduledExecutorService timer;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory threads;

  private final Queue<Future<?>> repeated = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();

  @PostConstruct
  void opened() {
    LOG.log(Level.DEBUG, "background work is possible");
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> guarded(task));
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
