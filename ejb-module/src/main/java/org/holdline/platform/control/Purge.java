package org.holdline.platform.control;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Deletes from the database what is of no use any more, in short steps. */
public final class Purge {
  /** How often what has become too old is deleted. */
  public static final Duration PAUSE = Duration.ofMinutes(10);

  private Purge() {}

  /**
   * Deletes all of it.
   *
   * @param stepMax how many are deleted in one step
   * @param step deletes some and answers how many
   */
  public static void all(int stepMax, IntSupplier step) {
    int deleted;
    do {
      deleted = step.getAsInt();
    } while (deleted == stepMax);
  }
}
