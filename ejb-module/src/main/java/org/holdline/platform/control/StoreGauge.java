package org.holdline.platform.control;

/** How the message store is, as this node sees it. */
public interface StoreGauge {
  /**
   * What was seen.
   *
   * @param memoryBytes of all its servers together
   * @param connectionsMax that this node may have to it
   * @param connectionsFree of them, those that nobody uses now
   */
  record Reading(long memoryBytes, int connectionsMax, int connectionsFree) {}

  /**
   * Asks.
   *
   * @throws org.holdline.problem.entity.UnavailableException when it does not answer
   */
  Reading read();
}
