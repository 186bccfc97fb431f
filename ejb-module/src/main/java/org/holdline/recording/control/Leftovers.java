package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.holdline.blob.control.BlobStore;
import org.holdline.platform.control.LogEvent;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.entity.RecordingId;

/**
 * What an earlier life of this node has captured and not stored: it is stored while something can
 * still become of it.
 */
final class Leftovers {
  private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

  private final Path folder;
  private final CaptureLedger ledger;
  private final BlobStore blobs;

  Leftovers(Path folder, CaptureLedger ledger, BlobStore blobs) {
    this.folder = folder;
    this.ledger = ledger;
    this.blobs = blobs;
  }

  /**
   * Stores them.
   *
   * @param here recordings that this node works on now
   */
  void store(Set<RecordingId> here) {
    for (var left : below(folder)) {
      var id = RecordingId.of(left.getFileName().toString());
      if (!here.contains(id)) {
        store(left, id);
      }
    }
  }

  private void store(Path left, RecordingId id) {
    var job = commit(() -> ledger.find(id)).filter(each -> !each.status().isFinal());
    try {
      if (job.isPresent()) {
        store(left, job.get());
      }
      Folders.delete(left);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, LogEvent.of("pieces not stored").with("recording", id).with("cause", e));
    }
  }

  /** Of each stream the oldest first, so that there is never a hole. */
  private void store(Path left, Job job) throws IOException {
    var pieces = new Pieces(blobs, job.folder());
    int stored = 0;
    for (var segment : below(left)) {
      for (var stream : below(segment)) {
        for (var piece : below(stream)) {
          var key = pieces.key(number(segment), stream.getFileName().toString(), number(piece));
          blobs.put(key, ByteBuffer.wrap(Files.readAllBytes(piece)));
          Files.delete(piece);
          stored++;
        }
      }
    }
    LOG.log(
        Level.INFO,
        LogEvent.of("pieces stored late").with("recording", job.id()).with("count", stored));
  }

  private static int number(Path path) {
    return Integer.parseInt(path.getFileName().toString());
  }

  /** By their numbers where they have any. */
  private static List<Path> below(Path path) {
    try (var all = Files.list(path)) {
      return all.sorted(
              Comparator.comparingInt((Path each) -> each.getFileName().toString().length())
                  .thenComparing(each -> each.getFileName().toString()))
          .toList();
    } catch (IOException nothing) {
      return List.of();
    }
  }
}
