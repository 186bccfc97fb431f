package org.holdline.connection.boundary;

import org.holdline.session.control.HeartbeatSettings;

/**
 * What connections are held to.
 *
 * @param perUserMax open connections of one user on this node
 */
record ConnectionSettings(HeartbeatSettings heartbeat, int perUserMax) {
  ConnectionSettings {
    if (perUserMax < 1) {
      throw new IllegalArgumentException(
          "holdline.connections.per-user-max must be at least 1: " + perUserMax);
    }
  }
}
