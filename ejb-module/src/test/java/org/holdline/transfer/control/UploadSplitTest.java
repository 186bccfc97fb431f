package org.holdline.transfer.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdline.transfer.control.UploadLedger.Piece;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Digest;
import org.junit.jupiter.api.Test;

class UploadSplitTest {
  private static final int SIZE = ManifestRules.CHUNK_BYTES;
  private static final int PER_SEGMENT = 64;
  private static final int PER_UPLOAD = UploadSplit.BYTES_MAX / SIZE;

  private static List<Chunk> chunks(int count, int size) {
    var digest = new Digest("0".repeat(64));
    return IntStream.range(0, count).mapToObj(i -> new Chunk(i, digest, size, 0)).toList();
  }

  private static List<Piece> pieces(List<Chunk> run, Set<Integer> held) {
    return UploadSplit.pieces(UUID.randomUUID(), run, held, PER_SEGMENT * SIZE);
  }

  @Test
  void anUploadTakesAsManyChunksAsItHasBytesFor() {
    var listed = chunks(2 * PER_UPLOAD, SIZE);
    assertThat(UploadSplit.fitting(listed, 3L * SIZE)).hasSize(3);
    assertThat(UploadSplit.fitting(listed, 3L * SIZE + 1)).hasSize(4);
    assertThat(UploadSplit.fitting(listed, Long.MAX_VALUE)).hasSize(PER_UPLOAD);
    assertThat(UploadSplit.fitting(chunks(2, SIZE), Long.MAX_VALUE)).hasSize(2);
  }

  @Test
  void anUploadOfUnknownSmallChunksHasAnEndToo() {
    var listed = chunks(2 * UploadSplit.CHUNKS_MAX, 1);
    assertThat(UploadSplit.fitting(listed, Long.MAX_VALUE)).hasSize(UploadSplit.CHUNKS_MAX);
  }

  @Test
  void anEmptyUploadIsHeldAgainstItsFirstChunk() {
    assertThat(UploadSplit.fitting(chunks(2, SIZE), 0)).hasSize(1);
    assertThat(UploadSplit.fitting(List.of(), 0)).isEmpty();
  }

  @Test
  void eachSegmentIsAsLargeAsItMayBe() {
    var run = chunks(PER_SEGMENT + 1, SIZE);
    assertThat(pieces(run, Set.of()))
        .extracting(each -> each.chunks().size())
        .containsExactly(PER_SEGMENT, 1);
  }

  @Test
  void thereIsNoRoomForWhatIsHeld() {
    var pieces = pieces(chunks(3, SIZE), Set.of(0, 2));
    assertThat(pieces).hasSize(1);
    assertThat(pieces.getFirst().space().bytes()).isEqualTo(SIZE + ContentCipher.OVERHEAD);
  }
}
