package org.holdline.blob.s3;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.blob.control.BlobForm;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.s3.S3Settings.Access;
import org.jspecify.annotations.Nullable;

/** Keeps stored bytes in a bucket of an S3 service. */
@Singleton
public class S3Form implements BlobForm {
  private final S3Reach reach;
  private final String region;
  private final String bucket;
  private final String accessKey;
  private final String secretKey;
  private @Nullable S3BlobStore opened;

  @Inject
  S3Form(
      S3Reach reach,
      @ConfigProperty(name = "holdline.storage.s3.region", defaultValue = "us-east-1")
          String region,
      @ConfigProperty(name = "holdline.storage.s3.bucket", defaultValue = "holdline") String bucket,
      @ConfigProperty(name = "holdline.storage.s3.access-key") Optional<String> accessKey,
      @ConfigProperty(name = "holdline.storage.s3.secret-key") Optional<String> secretKey) {
    this.reach = reach;
    this.region = region.strip();
    this.bucket = bucket.strip();
    this.accessKey = accessKey.orElse("");
    this.secretKey = secretKey.orElse("");
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public BlobStore open() {
    var store = S3BlobStore.open(settings(), S3Limits.USUAL);
    opened = store;
    return store;
  }

  private S3Settings settings() {
    return new S3Settings(
        reach,
        region,
        bucket,
        accessKey.isBlank() && secretKey.isBlank() ? null : new Access(accessKey, secretKey));
  }

  @PreDestroy
  void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
