package org.holdline.blob.control;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.holdline.blob.entity.BlobKey;

/**
 * Keeps bytes under names that are never used twice. Thread-safe; every method may throw {@link
 * org.holdline.problem.entity.UnavailableException} {@code storage_unavailable}.
 */
public interface BlobStore {
  /**
   * Stores bytes; when it returns they survive a power cut.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded} when there
   *     is no space for them
   */
  void put(BlobKey key, ByteBuffer bytes);

  /**
   * Reads a part of what is stored; whoever reads closes it.
   *
   * @param from of the first byte
   * @param length at least 1
   * @throws org.holdline.problem.entity.ProblemException {@code blob_not_found}
   */
  InputStream open(BlobKey key, long from, long length);

  /** Nothing happens where nothing is stored. */
  void delete(BlobKey key);

  /** All below a folder, at most so many. */
  List<BlobKey> list(BlobKey folder, int limit);
}
