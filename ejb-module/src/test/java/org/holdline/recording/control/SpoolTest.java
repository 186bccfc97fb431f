package org.holdline.recording.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.holdline.blob.directory.DirectoryBlobStore;
import org.holdline.recording.entity.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces on their way over a real disk into a real directory, which is away now and then. */
class SpoolTest {
  private final Path disk;
  private final Path root;
  private final DirectoryBlobStore blobs;
  private final Pieces pieces;

  SpoolTest(@TempDir Path folder) {
    disk = folder.resolve("node");
    root = folder.resolve("store");
    blobs = new DirectoryBlobStore(root, 0);
    pieces = new Pieces(blobs, UUID.randomUUID());
  }

  private Spool spool(int segment, Spool.Space space) {
    return new Spool(disk, pieces, blobs, segment, space);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private String stored(int segment, String stream) throws IOException {
    try (var in = pieces.open(segment, stream)) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void whatWasAddedIsStoredInOrderStreamByStreamAndLeavesTheDisk() throws IOException {
    var spool = spool(1, new Spool.Space(1_000));
    for (int i = 0; i < 12; i++) {
      spool.add("composed", bytes(i + " "));
      spool.add("track-1", bytes("t" + i + " "));
    }
    assertThat(spool.isEmpty()).isFalse();
    spool.send();
    assertThat(spool.isEmpty()).isTrue();
    assertThat(stored(1, "composed")).isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 ");
    assertThat(stored(1, "track-1")).startsWith("t0 t1 ").endsWith("t11 ");
    assertThat(pieces.streams(1)).containsExactly("composed", "track-1");
    assertThat(pieces.streams(2)).isEmpty();
    try (var left = Files.walk(disk)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
    pieces.empty(1);
    assertThat(pieces.streams(1)).isEmpty();
  }

  @Test
  void aStoreThatIsAwayIsWaitedForAndTooMuchIsSaid() throws IOException {
    var space = new Spool.Space(10);
    var spool = spool(1, space);
    Files.writeString(root, "no directory");
    spool.add("composed", bytes("12345"));
    spool.send();
    assertThat(spool.isEmpty()).isFalse();
    assertThat(spool.trouble()).isEmpty();
    spool.add("composed", bytes("678901"));
    assertThat(spool.trouble()).contains(StopReason.STORAGE_UNAVAILABLE);
    assertThat(space.bytes()).isEqualTo(11);
    Files.delete(root);
    spool.send();
    assertThat(spool.isEmpty()).isTrue();
    assertThat(space.bytes()).isZero();
    assertThat(stored(1, "composed")).isEqualTo("12345678901");
  }

  @Test
  void aDiskThatTakesNothingIsSaidAndSoIsAFullStore() throws IOException {
    Files.writeString(disk, "no directory");
    var spool = spool(1, new Spool.Space(1_000));
    spool.add("composed", bytes("1"));
    assertThat(spool.trouble()).contains(StopReason.STORAGE_FULL);
    assertThat(spool.isEmpty()).isTrue();
    Files.delete(disk);
    spool.add("composed", bytes("2"));
    assertThat(spool.isEmpty()).as("what comes after a hole").isTrue();
    var full = new DirectoryBlobStore(root, Long.MAX_VALUE / 2);
    var other = new Spool(disk, pieces, full, 1, new Spool.Space(1_000));
    other.add("composed", bytes("1"));
    other.send();
    assertThat(other.trouble()).contains(StopReason.STORAGE_FULL);
  }
}
