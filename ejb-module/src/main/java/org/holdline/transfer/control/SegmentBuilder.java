package org.holdline.transfer.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.control.BlobStore.Writing;
import org.holdline.transfer.control.UploadLedger.Stored;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.jspecify.annotations.Nullable;

/** A run of chunks that are encrypted and written one by one. */
final class SegmentBuilder implements AutoCloseable {
  private final ContentCipher cipher;
  private final SecretKey key;
  private final Space space;
  private final BlobStore blobs;
  private final ByteBuffer encrypted =
      ByteBuffer.allocate(ManifestRules.CHUNK_BYTES_MAX + ContentCipher.OVERHEAD);
  private final List<Placed> placed = new ArrayList<>();
  private int bytes;
  private @Nullable Writing writing;

  /**
   * @param space that is not to be exceeded
   */
  SegmentBuilder(ContentCipher cipher, SecretKey key, Space space, BlobStore blobs) {
    this.cipher = cipher;
    this.key = key;
    this.space = space;
    this.blobs = blobs;
  }

  void add(Chunk chunk, byte[] plain) {
    if (writing == null) {
      writing = blobs.write(FileRelay.key(space.segment()), space.bytes());
    }
    cipher.encrypt(key, space.segment().content(), chunk, plain, encrypted.clear());
    writing.add(encrypted.flip());
    placed.add(new Placed(chunk, space.segment().id(), bytes));
    bytes += chunk.size() + ContentCipher.OVERHEAD;
  }

  /** Stores what was added; answers what it takes and what it holds, nothing when it is empty. */
  Optional<Stored> finish() {
    if (writing == null) {
      return Optional.empty();
    }
    writing.finish();
    return Optional.of(new Stored(new Space(space.segment(), bytes), placed));
  }

  @Override
  public void close() {
    if (writing != null) {
      writing.close();
    }
  }
}
