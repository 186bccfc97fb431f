package org.holdline.transfer.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.holdline.blob.entity.BlobKey;
import org.holdline.transfer.control.UploadLedger.Stored;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;

/** A run of encrypted chunks on its way into the store. */
final class SegmentBuilder {
  private final ContentCipher cipher;
  private final SecretKey key;
  private final Segment segment;
  private final ByteBuffer bytes;
  private final List<Placed> placed = new ArrayList<>();

  /**
   * @param space that is not to be exceeded
   */
  SegmentBuilder(ContentCipher cipher, SecretKey key, Space space) {
    this.cipher = cipher;
    this.key = key;
    this.segment = space.segment();
    this.bytes = ByteBuffer.allocate(space.bytes());
  }

  void add(Chunk chunk, byte[] plain) {
    placed.add(new Placed(chunk, segment.id(), bytes.position()));
    cipher.encrypt(key, segment.content(), chunk, plain, bytes);
  }

  boolean isEmpty() {
    return placed.isEmpty();
  }

  BlobKey blob() {
    return FileRelay.key(segment);
  }

  /** What it takes and what it holds. */
  Stored stored() {
    return new Stored(new Space(segment, bytes.position()), placed);
  }

  /** All of it, to be read. */
  ByteBuffer bytes() {
    return bytes.duplicate().flip();
  }
}
