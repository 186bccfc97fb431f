package org.holdline.blob.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.blob.entity.BlobKey;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every form of the store does. */
public interface BlobStoreContract {
  /** The size of the largest run of chunks, encrypted. */
  int LARGE = (4 << 20) + 7_196;

  /** The store that is tried; others may have something in it too. */
  BlobStore store();

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  /** A place that is nobody else's. */
  static BlobKey folder() {
    return new BlobKey("relay/" + UUID.randomUUID());
  }

  static BlobKey in(BlobKey folder, String name) {
    return new BlobKey(folder + "/" + name);
  }

  static void refused(Runnable work, String code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  static byte[] read(BlobStore store, BlobKey key, long from, long length) throws IOException {
    try (var part = store.open(key, from, length)) {
      return part.readAllBytes();
    }
  }

  @Test
  default void aPartIsReadBack() throws IOException {
    var key = in(folder(), "one");
    store().put(key, bytes("0123456789"));
    assertThat(read(store(), key, 3, 4)).asString(US_ASCII).isEqualTo("3456");
    assertThat(read(store(), key, 0, 10)).asString(US_ASCII).isEqualTo("0123456789");
  }

  @Test
  default void whatIsBeyondTheEndIsNotThere() throws IOException {
    var key = in(folder(), "one");
    store().put(key, bytes("0123456789"));
    assertThat(read(store(), key, 8, 100)).asString(US_ASCII).isEqualTo("89");
    assertThat(read(store(), key, 10, 1)).isEmpty();
  }

  @Test
  default void aPartOfABufferIsStoredAndTheBufferMayBeLarge() throws IOException {
    var content = new byte[LARGE];
    new Random(7).nextBytes(content);
    var key = in(folder(), "large");
    store().put(key, ByteBuffer.wrap(content, 5, LARGE - 5).slice());
    assertThat(read(store(), key, 0, LARGE))
        .isEqualTo(java.util.Arrays.copyOfRange(content, 5, LARGE));
  }

  @Test
  default void whatComesBitByBitIsThereWhenItIsFinishedAndNotBefore() throws IOException {
    var folder = folder();
    var key = in(folder, "bits");
    try (var writing = store().write(key, 10)) {
      writing.add(bytes("012"));
      writing.add(bytes("3456"));
      assertThat(store().list(folder, 10)).isEmpty();
      writing.finish();
    }
    assertThat(read(store(), key, 0, 10)).asString(US_ASCII).isEqualTo("0123456");
  }

  @Test
  default void whatIsNotFinishedIsGivenUp() {
    var folder = folder();
    try (var writing = store().write(in(folder, "given-up"), 10)) {
      writing.add(bytes("012"));
    }
    assertThat(store().list(folder, 10)).isEmpty();
    assertThat(store().sweep(Instant.now().plusSeconds(60))).isZero();
  }

  @Test
  default void whatIsDeletedIsNeitherFoundNorListed() {
    var folder = folder();
    var one = in(folder, "one");
    var two = in(folder, "two");
    store().put(one, bytes("one"));
    store().put(two, bytes("two"));
    assertThat(store().list(folder, 10)).containsExactlyInAnyOrder(one, two);
    assertThat(store().list(folder, 1)).hasSize(1);
    store().delete(one);
    store().delete(one);
    assertThat(store().list(folder, 10)).isEqualTo(List.of(two));
    refused(() -> store().open(one, 0, 1), "blob_not_found");
    store().delete(two);
    assertThat(store().list(folder, 10)).isEmpty();
  }

  @Test
  default void aFolderIsNotTakenForAnotherThatBeginsLikeIt() {
    var folder = folder();
    store().put(in(new BlobKey(folder + "0"), "one"), bytes("one"));
    assertThat(store().list(folder, 10)).isEmpty();
  }

  @Test
  default void manyAreStoredAndReadAtTheSameTime() {
    var folder = folder();
    IntStream.range(0, 24)
        .parallel()
        .forEach(i -> store().put(in(folder, "s" + i), bytes("number " + i)));
    assertThat(store().list(folder, 100)).hasSize(24);
    assertThat(
            IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> text(in(folder, "s" + i)))
                .sorted()
                .distinct())
        .hasSize(24);
  }

  @Test
  default void whatIsListedIsInOrderAndGoesOnAfterAnyName() {
    var folder = folder();
    for (var name : List.of("3", "1", "2/5", "2/4")) {
      store().put(in(folder, name), bytes(name));
    }
    var all = Stream.of("1", "2/4", "2/5", "3").map(name -> in(folder, name)).toList();
    assertThat(store().list(folder, 10)).isEqualTo(all);
    assertThat(store().list(folder, null, 2)).isEqualTo(all.subList(0, 2));
    assertThat(store().list(folder, all.get(1), 10)).isEqualTo(all.subList(2, 4));
    assertThat(store().list(folder, all.get(3), 10)).isEmpty();
  }

  @Test
  default void aFileOfAnySizeIsStoredAsItIs(@TempDir Path disk) throws IOException {
    for (int size : new int[] {0, 1, (5 << 20) + 1, (11 << 20) + 7}) {
      var content = new byte[size];
      new Random(size).nextBytes(content);
      var file = Files.write(disk.resolve("file"), content);
      var key = in(folder(), "file");
      store().put(key, file);
      store().put(key, file);
      assertThat(read(store(), key, 0, size + 1)).isEqualTo(content);
    }
  }

  @Test
  default void whatBecameWholeIsNotSwept(@TempDir Path disk) throws IOException {
    var key = in(folder(), "file");
    store().put(key, Files.write(disk.resolve("file"), new byte[6 << 20]));
    store().sweep(Instant.now().plusSeconds(60));
    assertThat(read(store(), key, 0, 1)).hasSize(1);
  }

  private String text(BlobKey key) {
    try {
      return new String(read(store(), key, 0, 100), US_ASCII);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
