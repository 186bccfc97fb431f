package org.holdline.recording.control;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after the other, on threads of somebody else. What is too much is left out: who
 * signals repeats it. Thread-safe.
 */
final class InTurn {
  private static final System.Logger LOG = System.getLogger(InTurn.class.getName());
  private static final int WAITING_MAX = 1_000;

  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean working;

  InTurn(Executor threads) {
    this.threads = threads;
  }

  synchronized void add(Runnable task) {
    if (waiting.size() >= WAITING_MAX) {
      LOG.log(Level.WARNING, "too much waits for a recorder");
      return;
    }
    waiting.add(task);
    if (!working) {
      begin();
    }
  }

  private synchronized void begin() {
    try {
      threads.execute(this::work);
      working = true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "a recorder waits for a thread");
    }
  }

  private void work() {
    for (var task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        // WebRTC and missing libraries speak in errors, and what comes next must be done.
        LOG.log(Level.WARNING, "a recorder could not do something", e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    var task = waiting.poll();
    working = task != null;
    return task;
  }
}
