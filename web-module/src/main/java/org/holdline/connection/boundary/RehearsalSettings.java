package org.holdline.connection.boundary;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node warms up.
 *
 * @param sockets where its own room endpoint is; null when nobody has said so: it does not warm up
 * @param max how long it takes at most
 */
record RehearsalSettings(@Nullable URI sockets, Duration max) {
  RehearsalSettings {
    if (max.isNegative()) {
      throw new IllegalArgumentException("holdline.warm-up.max must not be negative: " + max);
    }
  }

  /**
   * Reads the settings as they are written.
   *
   * @param address host and port of the node's own HTTP, or nothing
   * @throws IllegalArgumentException when it is none
   */
  static RehearsalSettings of(String address, Duration max) {
    if (address.isBlank() || max.isZero()) {
      return new RehearsalSettings(null, max);
    }
    var sockets = URI.create("ws://" + address.strip() + "/webrtc/ws/");
    if (sockets.getHost() == null || sockets.getPort() == -1) {
      throw new IllegalArgumentException(
          "holdline.warm-up.address must be host:port, such as 127.0.0.1:8080: " + address);
    }
    return new RehearsalSettings(sockets, max);
  }
}
