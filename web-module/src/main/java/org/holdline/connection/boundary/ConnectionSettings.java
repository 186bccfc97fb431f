package org.holdline.connection.boundary;

import java.time.Duration;
import org.holdline.session.control.HeartbeatSettings;

/**
 * What connections are held to.
 *
 * @param perUserMax open connections of one user on this node
 * @param entrancesMax how many enter a room at the same time
 * @param drainMax how long the node takes at most to send everybody elsewhere before it stops
 */
record ConnectionSettings(
    HeartbeatSettings heartbeat, int perUserMax, int entrancesMax, Duration drainMax) {
  ConnectionSettings {
    if (perUserMax < 1) {
      throw new IllegalArgumentException(
          "holdline.connections.per-user-max must be at least 1: " + perUserMax);
    }
    if (entrancesMax < 1) {
      throw new IllegalArgumentException(
          "holdline.entrances.at-once-max must be at least 1: " + entrancesMax);
    }
    if (!drainMax.isPositive()) {
      throw new IllegalArgumentException("holdline.drain.max must be positive: " + drainMax);
    }
  }
}
