package org.holdline.blob.directory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.blob.control.BlobForm;
import org.holdline.blob.control.BlobStore;

/** Keeps stored bytes in {@code holdline.storage.directory}. */
@Singleton
public class DirectoryForm implements BlobForm {
  private static final long RESERVE = 256L << 20;

  private final Path directory;

  @Inject
  DirectoryForm(
      @ConfigProperty(name = "holdline.storage.directory", defaultValue = "files")
          String directory) {
    this.directory = Path.of(directory).toAbsolutePath().normalize();
  }

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public BlobStore open() {
    return new DirectoryBlobStore(directory, RESERVE);
  }
}
