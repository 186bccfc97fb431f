package org.holdline.platform.control;

import java.time.Duration;

/** Work beside the requests, on the container's threads; ends with the application. Thread-safe. */
public interface Background {
  /**
   * Runs soon; a few run at a time, the others wait their turn.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many wait
   */
  void execute(Runnable task);

  /**
   * The same for work that may wait for a client, for seconds: it must not stand in the way of
   * short work.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many wait
   */
  void executePatient(Runnable task);

  /** Runs again and again, {@code pause} after the end of each run; a failed run is logged. */
  void every(Duration pause, Runnable task);

  /**
   * Runs once, for as long as it takes, on a thread of its own, which is interrupted when the
   * application ends.
   */
  void forever(String name, Runnable task);
}
