package org.holdline.blob.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdline.blob.entity.BlobKey;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest {
  private static final BlobKey ONE = new BlobKey("relay/content/one");
  private static final BlobKey TWO = new BlobKey("relay/content/two");
  private static final BlobKey FOLDER = new BlobKey("relay/content");

  private final Path root;
  private final DirectoryBlobStore store;

  DirectoryBlobStoreTest(@TempDir Path folder) {
    root = folder.resolve("files");
    store = new DirectoryBlobStore(root, 0);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static void refused(Runnable work, String code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void aPartIsReadBack() throws IOException {
    store.put(ONE, bytes("0123456789"));
    try (var part = store.open(ONE, 3, 4)) {
      assertThat(part.readAllBytes()).asString(US_ASCII).isEqualTo("3456");
    }
  }

  @Test
  void whatIsDeletedIsNeitherFoundNorListedAndLeavesNoFolder() {
    store.put(ONE, bytes("one"));
    store.put(TWO, bytes("two"));
    assertThat(store.list(FOLDER, 10)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(store.list(FOLDER, 1)).hasSize(1);
    store.delete(ONE);
    store.delete(ONE);
    assertThat(store.list(FOLDER, 10)).isEqualTo(List.of(TWO));
    refused(() -> store.open(ONE, 0, 1), "blob_not_found");
    store.delete(TWO);
    assertThat(store.list(FOLDER, 10)).isEmpty();
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
    refused(() -> full.put(ONE, bytes("one")), "storage_quota_exceeded");
    try (var files = Files.list(root.resolve("relay/content"))) {
      assertThat(files).isEmpty();
    }
  }
}
