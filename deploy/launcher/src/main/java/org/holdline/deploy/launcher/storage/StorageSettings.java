package org.holdline.deploy.launcher.storage;

import java.nio.file.Path;
import java.util.Map;
import org.holdline.deploy.launcher.files.Secret;

/**
 * Where and how to run the S3 service.
 *
 * @param directory its objects, settings and log; made when missing, kept afterwards
 */
public record StorageSettings(Path directory, int port, Secret accessKey, Secret secretKey) {
  static final String BUCKET = "holdline";

  /** Where its objects are: one file each. */
  public Path objects() {
    return directory.toAbsolutePath().resolve("objects");
  }

  /** The settings file. */
  String asFile() {
    return """
    port=%d
    directory=%s
    bucket=%s
    access-key=%s
    secret-key=%s
    """
        .formatted(port, objects(), BUCKET, accessKey.value(), secretKey.value());
  }

  /** What a node needs to use it, as {@code docs/configuration.md} names it. */
  public Map<String, String> environment() {
    return Map.of(
        "HOLDLINE_STORAGE_KIND",
        "s3",
        "HOLDLINE_STORAGE_S3_ENDPOINT",
        "http://127.0.0.1:" + port,
        "HOLDLINE_STORAGE_S3_PUBLIC_ENDPOINT",
        "http://127.0.0.1:" + port,
        "HOLDLINE_STORAGE_S3_BUCKET",
        BUCKET,
        "HOLDLINE_STORAGE_S3_ACCESS_KEY",
        accessKey.value(),
        "HOLDLINE_STORAGE_S3_SECRET_KEY",
        secretKey.value());
  }
}
