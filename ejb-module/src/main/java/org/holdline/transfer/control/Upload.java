package org.holdline.transfer.control;

import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.holdline.blob.control.BlobStore;
import org.holdline.problem.entity.ProblemException;
import org.holdline.transfer.control.ChunkReader.Read;
import org.holdline.transfer.control.UploadLedger.Expected;
import org.holdline.transfer.control.UploadLedger.Piece;
import org.holdline.transfer.control.UploadLedger.Stored;
import org.jspecify.annotations.Nullable;

/** One upload on its way into the store: a chunk at a time is read, encrypted and written. */
final class Upload {
  private final BlobStore blobs;
  private final ContentCipher cipher;
  private final SecretKey key;
  private final Expected expected;
  private final List<Stored> stored = new ArrayList<>();

  Upload(BlobStore blobs, ContentCipher cipher, Expected expected) {
    this.blobs = blobs;
    this.cipher = cipher;
    this.key = cipher.key(expected.content().content(), expected.content().wrappedKey());
    this.expected = expected;
  }

  /**
   * What came of it.
   *
   * @param whole chunks that are stored, from the first on
   * @param fault why there are not more; null when there is nothing wrong
   */
  record Outcome(int whole, @Nullable ProblemException fault) {}

  /** Reads and stores all of it, or up to what is wrong. */
  Outcome take(ChunkReader reader) {
    int whole = 0;
    for (var piece : expected.pieces()) {
      Read read;
      try {
        read = take(reader, piece);
      } catch (ProblemException notStored) {
        return new Outcome(whole, notStored);
      }
      whole = read.whole();
      if (read.isEnd()) {
        return new Outcome(whole, read.fault());
      }
    }
    return new Outcome(whole, reader.findExcess());
  }

  private Read take(ChunkReader reader, Piece piece) {
    try (var segment = new SegmentBuilder(cipher, key, piece.space(), blobs)) {
      var read = reader.read(piece, segment);
      segment.finish().ifPresent(stored::add);
      return read;
    }
  }

  /** What is in the store and not on record. */
  List<Stored> stored() {
    return List.copyOf(stored);
  }
}
