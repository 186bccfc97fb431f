package org.holdline.blob.s3;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket, and how it is reached.
 *
 * @param bucket must be there already
 * @param access null for what the SDK finds: its environment variables, profile, or the machine's
 *     role
 */
record S3Settings(S3Reach reach, String region, String bucket, @Nullable Access access) {
  S3Settings {
    if (region.isBlank() || bucket.isBlank()) {
      throw new IllegalArgumentException(
          "holdline.storage.s3.region and holdline.storage.s3.bucket must not be empty");
    }
  }

  /** What one signs requests with. */
  record Access(String key, String secret) {
    Access {
      if (key.isBlank() || secret.isBlank()) {
        throw new IllegalArgumentException(
            "holdline.storage.s3.access-key and holdline.storage.s3.secret-key belong together");
      }
    }

    @Override
    public String toString() {
      return "[redacted]";
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none of HTTP
   */
  static URI endpoint(String text) {
    try {
      var endpoint = new URI(text.strip());
      if (endpoint.getHost() != null && String.valueOf(endpoint.getScheme()).matches("https?")) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("holdline.storage.s3.endpoint must be a URL: " + text, e);
    }
    throw new IllegalArgumentException(
        "holdline.storage.s3.endpoint must begin with http:// or https://: " + text);
  }
}
