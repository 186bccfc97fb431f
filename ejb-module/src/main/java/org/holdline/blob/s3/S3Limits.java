package org.holdline.blob.s3;

import java.time.Duration;

/**
 * How long the service is waited for, and how often it is asked again.
 *
 * @param silence between two bytes
 * @param attempt one request, until the answer begins
 * @param call all requests of one call together
 */
record S3Limits(Duration silence, Duration attempt, Duration call) {
  static final S3Limits USUAL =
      new S3Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

  /** Requests of one call. */
  static final int ATTEMPTS_MAX = 3;

  /** Connections; whoever finds none free waits. */
  static final int CONNECTIONS_MAX = 32;
}
