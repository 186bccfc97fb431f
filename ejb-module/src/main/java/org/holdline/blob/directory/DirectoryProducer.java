package org.holdline.blob.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.blob.control.BlobStore;

/** Puts the store together. */
@ApplicationScoped
public class DirectoryProducer {
  private static final long RESERVE = 256L << 20;

  @Produces
  @Singleton
  BlobStore blobs(
      @ConfigProperty(name = "holdline.storage.directory", defaultValue = "files")
          String directory) {
    return new DirectoryBlobStore(Path.of(directory).toAbsolutePath().normalize(), RESERVE);
  }
}
