package org.holdline.blob.s3;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Setting;

/** Reads where the S3 service is. */
@ApplicationScoped
public class S3Producer {
  private static final String PART_SIZE = "holdline.storage.s3.part-size";

  @Produces
  @Singleton
  S3Reach reach(
      @ConfigProperty(name = "holdline.storage.s3.endpoint") Optional<String> endpoint,
      @ConfigProperty(name = "holdline.storage.s3.public-endpoint") Optional<String> open,
      @ConfigProperty(name = PART_SIZE, defaultValue = "8388608") String partSize) {
    return new S3Reach(
        endpoint.filter(each -> !each.isBlank()).map(S3Settings::endpoint).orElse(null),
        open.filter(each -> !each.isBlank()).map(S3Settings::endpoint).orElse(null),
        Setting.whole(PART_SIZE, partSize));
  }
}
