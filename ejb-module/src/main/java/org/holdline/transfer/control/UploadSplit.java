package org.holdline.transfer.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdline.transfer.control.UploadLedger.Piece;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;

/** How an upload is cut into segments. */
final class UploadSplit {
  /** Of one upload. */
  static final int BYTES_MAX = 16 << 20;

  /** Of one upload; as many of the smallest as have its bytes. */
  static final int CHUNKS_MAX = BYTES_MAX / ManifestRules.CHUNK_BYTES_MIN;

  private UploadSplit() {}

  /**
   * Those that an upload has room for.
   *
   * @param length of the upload, as far as it is known
   */
  static List<Chunk> fitting(List<Chunk> listed, long length) {
    long bytes = 0;
    int count = 0;
    while (count < Math.min(listed.size(), CHUNKS_MAX)
        && (count == 0 || bytes < length)
        && bytes + listed.get(count).size() <= BYTES_MAX) {
      bytes += listed.get(count).size();
      count++;
    }
    return listed.subList(0, count);
  }

  /**
   * The same, each piece a segment.
   *
   * @param bytesMax of a segment, in the clear
   */
  static List<Piece> pieces(UUID content, List<Chunk> run, Set<Integer> held, int bytesMax) {
    var pieces = new ArrayList<Piece>();
    int from = 0;
    while (from < run.size()) {
      int end = from;
      int bytes = 0;
      while (end < run.size() && bytes + run.get(end).size() <= bytesMax) {
        bytes += run.get(end).size();
        end++;
      }
      pieces.add(piece(content, run.subList(from, end), held));
      from = end;
    }
    return pieces;
  }

  private static Piece piece(UUID content, List<Chunk> chunks, Set<Integer> held) {
    int bytes =
        chunks.stream()
            .filter(each -> !held.contains(each.number()))
            .mapToInt(each -> each.size() + ContentCipher.OVERHEAD)
            .sum();
    return new Piece(new Space(new Segment(UUID.randomUUID(), content), bytes), chunks);
  }
}
