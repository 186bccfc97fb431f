package org.holdline.blob.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.holdline.blob.control.BlobLink;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.control.BlobStoreContract;
import org.holdline.blob.entity.BlobKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest implements BlobStoreContract {
  private static final BlobKey ONE = new BlobKey("relay/content/one");
  private static final BlobKey TWO = new BlobKey("relay/content/two");
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
  void whatIsUnfinishedForLongIsSweptAndWhatIsFreshIsNot() throws IOException {
    var left = root.resolve("relay/content/left.unfinished");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half");
    var begun = Files.getLastModifiedTime(left).toInstant();
    assertThat(store.sweep(begun)).isZero();
    assertThat(store.sweep(begun.plusMillis(1))).isEqualTo(1);
    assertThat(left).doesNotExist();
  }

  @Test
  void noLinkLeadsToADisk() {
    store.put(ONE, BlobStoreContract.bytes("one"));
    assertThat(store.link(ONE, new BlobLink(Duration.ofMinutes(1), "text/plain", "inline")))
        .isEmpty();
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

  /** A real small file system, where the user who runs this may mount one. */
  @Test
  void aDiskThatFillsUpInTheMiddleIsSaidSoAndWhatWasStoredStays() throws Exception {
    Files.createDirectories(root);
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", root.toString()));
    try {
      var one = ByteBuffer.wrap(new byte[700_000]);
      store.put(ONE, one.duplicate());
      BlobStoreContract.refused(() -> store.put(TWO, one.duplicate()), "storage_quota_exceeded");
      assertThat(store.list(FOLDER, 10)).containsExactly(ONE);
      assertThat(BlobStoreContract.read(store, ONE, 0, 700_000)).hasSize(700_000);
      store.delete(ONE);
      store.put(TWO, one.duplicate());
    } finally {
      run("umount", root.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
