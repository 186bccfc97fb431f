package org.holdline.blob.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.control.BlobStoreContract;
import org.holdline.blob.entity.BlobKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest implements BlobStoreContract {
  private static final BlobKey ONE = new BlobKey("relay/content/one");
  private static final BlobKey FOLDER = new BlobKey("relay/content");

  private final Path root;
  private final DirectoryBlobStore store;

  DirectoryBlobStoreTest(@TempDir Path folder) {
    root = folder.resolve("files");
    store = new DirectoryBlobStore(root, 0);
  }

  @Override
  public BlobStore store() {
    return store;
  }

  @Test
  void noFolderIsLeftOfWhatWasDeleted() {
    store.put(ONE, BlobStoreContract.bytes("one"));
    store.delete(ONE);
    assertThat(Files.exists(root.resolve("relay/content"))).isFalse();
  }

  @Test
  void whatIsUnfinishedIsNotThere() throws IOException {
    Files.createDirectories(root.resolve("relay/content"));
    Files.writeString(root.resolve("relay/content/left.unfinished"), "half");
    assertThat(store.list(FOLDER, 10)).isEmpty();
  }

  @Test
  void aFullDiskIsSaidSoAndNothingIsLeftOfTheTry() throws IOException {
    var full = new DirectoryBlobStore(root, Long.MAX_VALUE / 2);
    BlobStoreContract.refused(
        () -> full.put(ONE, BlobStoreContract.bytes("one")), "storage_quota_exceeded");
    try (var files = Files.list(root.resolve("relay/content"))) {
      assertThat(files).isEmpty();
    }
  }
}
