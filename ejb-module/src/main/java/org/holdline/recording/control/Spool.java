package org.holdline.recording.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.holdline.blob.control.BlobStore;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.entity.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * The way of one segment's pieces into the store. Each is on the disk of this node from the moment
 * at which it comes until the store has it. Thread-safe.
 */
final class Spool {
  private static final System.Logger LOG = System.getLogger(Spool.class.getName());

  private final Path folder;
  private final Pieces pieces;
  private final BlobStore blobs;
  private final int segment;
  private final Space space;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private @Nullable StopReason trouble;
  private long taken;
  private boolean sending;

  /** How much may wait on this node, of all its recordings together. */
  static final class Space {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    Space(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    long bytes() {
      return bytes.get();
    }
  }

  private record Waiting(String stream, int number, Path file, int bytes) {}

  /**
   * One of a segment of which nothing has come yet.
   *
   * @param folder of the recording on this disk
   */
  Spool(Path folder, Pieces pieces, BlobStore blobs, int segment, Space space) {
    this.folder = folder;
    this.pieces = pieces;
    this.blobs = blobs;
    this.segment = segment;
    this.space = space;
  }

  /** Takes the next piece of a stream. */
  synchronized void add(String stream, ByteBuffer bytes) {
    if (cut.contains(stream)) {
      return; // what comes after a hole cannot be joined
    }
    int number = numbers.merge(stream, 1, Integer::sum);
    int size = bytes.remaining();
    var file = folder.resolve(segment + "/" + stream + "/" + number);
    try {
      Files.createDirectories(file.resolveSibling("."));
      write(file, bytes);
    } catch (IOException e) {
      LOG.log(Level.WARNING, LogEvent.of("piece not kept").with("file", file).with("cause", e));
      cut.add(stream);
      trouble = StopReason.STORAGE_FULL;
      delete(file);
      return;
    }
    waiting.add(new Waiting(stream, number, file, size));
    taken += size;
    if (space.bytes.addAndGet(size) > space.bytesMax) {
      trouble = trouble == null ? StopReason.STORAGE_UNAVAILABLE : trouble;
    }
  }

  /** Half a piece would be taken for one after a new start. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, LogEvent.of("piece not deleted").with("file", file).with("cause", e));
    }
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Why no more can be taken; nothing while all is well. */
  synchronized Optional<StopReason> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Bytes of all pieces that came. */
  synchronized long taken() {
    return taken;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Stores what waits, the oldest first, until nothing does or the store is away. */
  void send() {
    if (!begins()) {
      return;
    }
    try {
      for (var next = first(); next != null; next = first()) {
        store(next);
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("piece waits").with("code", e.code()));
    } catch (ProblemException e) {
      refuse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ends();
    }
  }

  private void store(Waiting next) throws IOException {
    blobs.put(
        pieces.key(segment, next.stream, next.number),
        ByteBuffer.wrap(Files.readAllBytes(next.file)));
    Files.delete(next.file);
    synchronized (this) {
      waiting.remove();
    }
    space.bytes.addAndGet(-next.bytes);
  }

  private synchronized void refuse() {
    trouble = StopReason.STORAGE_FULL;
  }

  private synchronized @Nullable Waiting first() {
    return waiting.peek();
  }

  private synchronized boolean begins() {
    boolean begins = !sending && !waiting.isEmpty();
    sending |= begins;
    return begins;
  }

  private synchronized void ends() {
    sending = false;
  }
}
