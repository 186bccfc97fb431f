package org.holdline.connection.boundary;

import java.time.Duration;
import org.holdline.session.control.HeartbeatSettings;

/**
 * What connections are held to.
 *
 * @param perUserMax open connections of one user on this node
 * @param perAddressMax open connections from one address on this node
 * @param entrancesMax how many enter a room at the same time
 * @param drainMax how long the node takes at most to send everybody elsewhere before it stops
 */
record ConnectionSettings(
    HeartbeatSettings heartbeat,
    int perUserMax,
    int perAddressMax,
    int entrancesMax,
    Duration drainMax) {
  ConnectionSettings {
    if (perUserMax < 1 || perAddressMax < 1) {
      throw new IllegalArgumentException(
          "holdline.connections.per-user-max and per-address-max must be at least 1");
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
