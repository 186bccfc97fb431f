package org.holdline.blob.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an S3 service is, and in which steps it is sent what is large.
 *
 * @param endpoint null for that of AWS in the region
 * @param publicEndpoint under which browsers reach it; null when they do not, or for that of AWS
 * @param partBytes of a large file that are sent at a time
 */
record S3Reach(@Nullable URI endpoint, @Nullable URI publicEndpoint, int partBytes) {
  /** Unless told otherwise. */
  static final int PART_BYTES = 8 << 20;

  private static final int PART_MIN = 5 << 20;
  private static final int PART_MAX = 512 << 20;

  S3Reach {
    if (partBytes < PART_MIN || partBytes > PART_MAX) {
      throw new IllegalArgumentException(
          "holdline.storage.s3.part-size must be from " + PART_MIN + " to " + PART_MAX);
    }
  }
}
