package org.holdline.transfer.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;

/** A run of encrypted chunks on its way into the store. */
final class SegmentBuilder {
  private final ContentCipher cipher;
  private final SecretKey key;
  private final Segment segment;
  private final ByteBuffer bytes;
  private final List<Placed> placed = new ArrayList<>();

  /**
   * @param bytesMax of all chunks that may come, in the clear
   */
  SegmentBuilder(ContentCipher cipher, SecretKey key, UUID content, int chunksMax, int bytesMax) {
    this.cipher = cipher;
    this.key = key;
    this.segment = new Segment(UUID.randomUUID(), content);
    this.bytes = ByteBuffer.allocate(bytesMax + chunksMax * ContentCipher.OVERHEAD);
  }

  void add(Chunk chunk, byte[] plain) {
    placed.add(new Placed(chunk, segment.id(), bytes.position()));
    cipher.encrypt(key, segment.content(), chunk, plain, bytes);
  }

  boolean isEmpty() {
    return placed.isEmpty();
  }

  Segment segment() {
    return segment;
  }

  List<Placed> placed() {
    return List.copyOf(placed);
  }

  /** All of it, to be read. */
  ByteBuffer bytes() {
    return bytes.duplicate().flip();
  }
}
