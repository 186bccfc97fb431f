package org.holdline.blob.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdline.blob.entity.BlobKey;
import org.jspecify.annotations.Nullable;

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
  default void put(BlobKey key, ByteBuffer bytes) {
    try (var writing = write(key, bytes.remaining())) {
      writing.add(bytes);
      writing.finish();
    }
  }

  /**
   * Stores bytes that come bit by bit; whoever writes closes it.
   *
   * @param bytesMax not to be exceeded
   * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded}
   */
  Writing write(BlobKey key, int bytesMax);

  /** Bytes on their way into the store. For one thread. */
  interface Writing extends AutoCloseable {
    /**
     * Takes all that remains of these.
     *
     * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded}
     */
    void add(ByteBuffer bytes);

    /** It is whole; when this returns it survives a power cut. */
    void finish();

    /** What is not finished is given up. */
    @Override
    void close();
  }

  /** How many bytes are best stored together. */
  int bytesTogether();

  /**
   * Stores a whole file, in parts where it is large. A try that was interrupted may be repeated,
   * and sends only what is missing where that can be known.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded}
   * @throws IOException when the file cannot be read
   */
  void put(BlobKey key, Path file) throws IOException;

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

  /** All below a folder, at most so many, in the order of their names. */
  default List<BlobKey> list(BlobKey folder, int limit) {
    return list(folder, null, limit);
  }

  /**
   * The same from there on.
   *
   * @param after the last one that is known; null from the first
   */
  List<BlobKey> list(BlobKey folder, @Nullable BlobKey after, int limit);

  /** An address at which whoever has it may fetch this; nothing where the store has none. */
  Optional<URI> link(BlobKey key, BlobLink how);

  /** Deletes what was begun before then and never became whole; returns how much that was. */
  int sweep(Instant before);
}
