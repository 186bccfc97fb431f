package org.holdline.connection.boundary;

import jakarta.websocket.WebSocketContainer;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.holdline.platform.control.LogEvent;

/**
 * Takes the idle timers of sockets away from the container. Tyrus begins one when a socket opens
 * and anew at each frame, in and out, even when no limit is set, as a managed task that looks
 * through all jars of the application: a third of the processor of a busy node. Idleness is judged
 * by {@link Liveness} alone. Another container, or another version, keeps its timers.
 */
final class IdleTimer {
  private static final System.Logger LOG = System.getLogger(IdleTimer.class.getName());
  private static final String FIELD = "managedScheduledExecutorService";
  private static final ScheduledExecutorService FORGETFUL = new Forgetful();

  private IdleTimer() {}

  /** Before the first socket opens. */
  static void takeFrom(WebSocketContainer container) {
    try {
      Field timers = field(container.getClass());
      timers.setAccessible(true);
      timers.set(container, FORGETFUL);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.INFO, LogEvent.of("sockets keep their idle timers").with("cause", e));
    }
  }

  private static Field field(Class<?> container) throws NoSuchFieldException {
    for (Class<?> type = container; type != null; type = type.getSuperclass()) {
      for (var each : type.getDeclaredFields()) {
        if (each.getName().equals(FIELD) && each.getType().equals(ScheduledExecutorService.class)) {
          return each;
        }
      }
    }
    throw new NoSuchFieldException(FIELD);
  }

  /** Never has a thread: what it is given is never run. */
  private static final class Forgetful extends ScheduledThreadPoolExecutor {
    private static final ScheduledFuture<?> FORGOTTEN = new Forgotten();

    Forgetful() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return FORGOTTEN;
    }
  }

  /** What never happens. */
  private static final class Forgotten extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {
    @Override
    public long getDelay(TimeUnit unit) {
      return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(Long.MAX_VALUE, other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
