package org.holdline.transfer.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as a manifest lists it.
 *
 * @param number in the content, the first is 0
 * @param sha256 of the whole file
 * @param firstChunk the number of its first chunk, or of the next file's if it is empty
 */
public record ListedFile(
    int number, FileFacts facts, Digest sha256, int firstChunk, int chunkCount) {
  /** What a file is called and what is in it. */
  public record FileFacts(String path, long size, String type, @Nullable Instant modifiedAt) {}

  /** One more than the number of its last chunk. */
  public int endChunk() {
    return firstChunk + chunkCount;
  }
}
