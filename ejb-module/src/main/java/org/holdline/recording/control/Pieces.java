package org.holdline.recording.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.entity.BlobKey;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What captures have left of one recording in the store: {@code recordings/<folder>/<segment>/
 * <stream>/<number>}, numbered from 1 without holes; beside it {@code files}, what became of it.
 */
final class Pieces {
  private static final int PAGE = 500;
  private static final String FILES = "files";

  private final BlobStore blobs;
  private final UUID folder;

  Pieces(BlobStore blobs, UUID folder) {
    this.blobs = blobs;
    this.folder = folder;
  }

  private BlobKey root() {
    return root(folder);
  }

  private static BlobKey root(UUID folder) {
    return new BlobKey("recordings/" + folder);
  }

  private BlobKey segment(int segment) {
    return new BlobKey(root() + "/" + segment);
  }

  BlobKey key(int segment, String stream, int number) {
    return new BlobKey(
        segment(segment) + "/" + stream + "/" + String.format(Locale.ROOT, "%08d", number));
  }

  BlobKey file(int number) {
    return file(folder, number);
  }

  /** What became of the recording that is stored there. */
  static BlobKey file(UUID folder, int number) {
    return new BlobKey(root(folder) + "/" + FILES + "/" + number);
  }

  /** The streams of which a segment has something. */
  Set<String> streams(int segment) {
    var found = new LinkedHashSet<String>();
    var base = segment(segment);
    BlobKey last = null;
    while (true) {
      var next = blobs.list(base, last, 1);
      if (next.isEmpty()) {
        return found;
      }
      var path = next.getFirst().value().substring(base.value().length() + 1);
      var stream = path.substring(0, path.indexOf('/'));
      found.add(stream);
      // Whatever is numbered comes before this.
      last = new BlobKey(base + "/" + stream + "/z");
    }
  }

  /** All of a stream, one piece after the other. */
  InputStream open(int segment, String stream) {
    return new Joined(segment, stream);
  }

  /** Deletes what captures have left, but not the files. */
  void empty(int segments) {
    for (int segment = 1; segment <= segments; segment++) {
      delete(segment(segment));
    }
  }

  /** Deletes everything. */
  void delete() {
    delete(root());
  }

  private void delete(BlobKey all) {
    var stored = blobs.list(all, PAGE);
    while (!stored.isEmpty()) {
      stored.forEach(blobs::delete);
      stored = blobs.list(all, PAGE);
    }
  }

  /** The pieces of a stream as one, each opened when it is its turn. */
  private final class Joined extends InputStream {
    private final int segment;
    private final String stream;
    private int number;
    private @Nullable InputStream piece;
    private boolean ended;

    Joined(int segment, String stream) {
      this.segment = segment;
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (!ended) {
        int count = piece == null ? -1 : part(piece, into, offset, length);
        if (count >= 0) {
          return count;
        }
        next();
      }
      return -1;
    }

    /** A line that breaks in the middle of a piece is a store that is away. */
    private int part(InputStream from, byte[] into, int offset, int length) throws IOException {
      try {
        return from.read(into, offset, length);
      } catch (IOException e) {
        throw new IOException("the store is away", BlobRefusals.away(e));
      }
    }

    private void next() throws IOException {
      close();
      number++;
      try {
        piece = blobs.open(key(segment, stream, number), 0, Integer.MAX_VALUE);
      } catch (UnavailableException away) {
        throw new IOException("the store is away", away);
      } catch (ProblemException none) {
        ended = true;
      }
    }

    @Override
    public void close() throws IOException {
      if (piece != null) {
        piece.close();
        piece = null;
      }
    }
  }
}
