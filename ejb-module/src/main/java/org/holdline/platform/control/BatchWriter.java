package org.holdline.platform.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdline.problem.entity.UnavailableException;

/**
 * Writes what comes into the database, in batches, behind the back of whoever brings it. While the
 * database is away it keeps what it has; what the database will never take is left out and told.
 * Thread-safe.
 */
public final class BatchWriter<T> {
  /** How often the queue is written. */
  public static final Duration PAUSE = Duration.ofMillis(500);

  /** How much it holds while the database is away. */
  public static final int QUEUE_MAX = 10_000;

  private static final System.Logger LOG = System.getLogger(BatchWriter.class.getName());
  private static final int BATCH_MAX = 500;
  private static final int REST_TURNS = 10;

  private final String what;
  private final Consumer<List<T>> store;
  private final Runnable refused;
  private final BlockingQueue<T> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final List<T> batch = new ArrayList<>();
  private volatile boolean writing;
  private int resting;

  /**
   * @param what it writes, as the log calls it
   * @param store writes a batch, or throws UnavailableException and is given it again
   * @param refused is told of each that the database will never take
   */
  public BatchWriter(String what, Consumer<List<T>> store, Runnable refused) {
    this.what = what;
    this.store = store;
    this.refused = refused;
  }

  /** Never blocks; false when there is no place. */
  public boolean offer(T item) {
    return queue.offer(item);
  }

  /** The same, but waits for a place. */
  public boolean offer(T item, Duration patience) {
    try {
      return queue.offer(item, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public int waiting() {
    return queue.size();
  }

  /** Whether all that has come is written. */
  public boolean isSettled() {
    return queue.isEmpty() && !writing;
  }

  /** The timer's call: writes what has come, but after a failure only after some turns of rest. */
  public synchronized void turn() {
    if (resting > 0) {
      resting--;
    } else if (!flush()) {
      resting = REST_TURNS;
    }
  }

  /** False when the database is away; the batch is kept. */
  private boolean flush() {
    writing = true;
    try {
      while (fill()) {
        write();
        batch.clear();
      }
      writing = false;
      return true;
    } catch (UnavailableException e) {
      LOG.log(Level.WARNING, LogEvent.of("not written").with("what", what).with("code", e.code()));
      return false;
    }
  }

  /** A batch that failed before is written again. */
  private boolean fill() {
    queue.drainTo(batch, BATCH_MAX - batch.size());
    return !batch.isEmpty();
  }

  private void write() {
    try {
      store.accept(List.copyOf(batch));
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      batch.forEach(this::writeAlone);
    }
  }

  /** One that the database will never take must not keep back all others. */
  private void writeAlone(T item) {
    try {
      store.accept(List.of(item));
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      refused.run();
      LOG.log(
          Level.ERROR,
          LogEvent.of("refused by the database")
              .with("what", what)
              .with("cause", e.getClass().getSimpleName()));
    }
  }
}
