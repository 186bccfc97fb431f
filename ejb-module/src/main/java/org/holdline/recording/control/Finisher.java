package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.entity.BlobKey;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.recording.control.CaptureLedger.Job;
import org.holdline.recording.control.MediaFiles.Captured;
import org.holdline.recording.control.MediaFiles.Finished;
import org.holdline.recording.entity.RecordedFile;
import org.holdline.transfer.entity.Digest;

/**
 * Makes the files of recordings that are over: joins what captures have left, stores it, and reads
 * it back before it says so. What fails may be tried again on any node.
 */
final class Finisher {
  private static final System.Logger LOG = System.getLogger(Finisher.class.getName());

  /** So often it is tried when it fails here, and not because the store or the database is away. */
  private static final int TRIES_MAX = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /** Before it is asked again whether what was away is back. */
  private static final Duration AWAY_PAUSE = Duration.ofSeconds(5);

  private final CaptureLedger ledger;
  private final CaptureMeans means;
  private final BlobStore blobs;
  private final RecordingNews news;
  private final Path folder;

  Finisher(
      CaptureLedger ledger,
      CaptureMeans means,
      BlobStore blobs,
      RecordingNews news,
      RecordingSettings settings) {
    this.ledger = ledger;
    this.means = means;
    this.blobs = blobs;
    this.news = news;
    this.folder = settings.folder().resolve("finishing");
  }

  /** Whoever calls holds its lease; what cannot be done now is noted for later. */
  void finish(Job job) {
    try {
      var own = Files.createDirectories(folder.resolve(job.id().toString()));
      try {
        finish(job, own);
      } finally {
        Folders.delete(own);
      }
    } catch (MediaException e) {
      fail(job, "unreadable", e);
    } catch (UnavailableException e) {
      await(job, e);
    } catch (IOException e) {
      if (e.getCause() instanceof UnavailableException away) {
        await(job, away);
      } else {
        tryAgain(job, e);
      }
    } catch (RuntimeException e) {
      tryAgain(job, e);
    }
    news.tell(job.id());
  }

  /** The store or the database is away: as often as it takes. */
  private void await(Job job, UnavailableException away) {
    LOG.log(
        Level.INFO,
        LogEvent.of("recording waits").with("recording", job.id()).with("code", away.code()));
    commit(() -> ledger.waited(job.id(), AWAY_PAUSE));
  }

  private void tryAgain(Job job, Exception cause) {
    LOG.log(
        Level.WARNING,
        LogEvent.of("recording not finished").with("recording", job.id()).with("cause", cause));
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(job.attempts(), TRIES_MAX));
    if (commit(() -> ledger.tried(job.id(), pause)) >= TRIES_MAX) {
      fail(job, "finishing_failed", cause);
    }
  }

  private void finish(Job job, Path own) throws IOException, MediaException {
    var pieces = new Pieces(blobs, job.folder());
    var captured = captured(job, pieces);
    if (captured.isEmpty()) {
      commit(() -> ledger.failed(job.id(), "no_media"));
      return;
    }
    var kind = job.kind();
    var take =
        new Take(job.id(), job.segments(), kind.format(), kind.quality(), kind.layout(), List.of());
    var files = new ArrayList<RecordedFile>();
    for (var made : means.files().finish(take, captured, own)) {
      files.add(store(made, files.size() + 1, pieces));
    }
    commit(() -> ledger.completed(job.id(), files));
    LOG.log(
        Level.INFO,
        LogEvent.of("recording completed")
            .with("recording", job.id())
            .with("files", files.size())
            .with("bytes", files.stream().mapToLong(RecordedFile::bytes).sum()));
  }

  private List<Captured> captured(Job job, Pieces pieces) {
    var captured = new ArrayList<Captured>();
    commit(() -> ledger.segments(job.id()))
        .forEach((segment, startsAt) -> {
          var streams = new HashMap<String, MediaFiles.Stream>();
          pieces
              .streams(segment)
              .forEach(name -> streams.put(name, () -> pieces.open(segment, name)));
          if (!streams.isEmpty()) {
            captured.add(new Captured(segment, startsAt, streams));
          }
        });
    return captured;
  }

  /** Stored, and read back as it was. */
  private RecordedFile store(Finished made, int number, Pieces pieces) throws IOException {
    long bytes = Files.size(made.file());
    var sha256 = sha256(Files.newInputStream(made.file()));
    var key = pieces.file(number);
    blobs.put(key, made.file());
    requireSame(key, bytes, sha256);
    Files.delete(made.file());
    return new RecordedFile(
        number,
        made.name(),
        made.kind(),
        made.mediaType(),
        bytes,
        sha256,
        made.length(),
        made.streams());
  }

  private void requireSame(BlobKey key, long bytes, String sha256) throws IOException {
    if (bytes > 0 && !storedSha256(key, bytes).equals(sha256)) {
      throw new IOException("the store does not have what it was given: " + key);
    }
  }

  private String storedSha256(BlobKey key, long bytes) {
    try {
      return sha256(blobs.open(key, 0, bytes + 1));
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }

  private static String sha256(InputStream from) throws IOException {
    try (var in = new DigestInputStream(from, Digest.sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Digest.of(in.getMessageDigest().digest()).hex();
    }
  }

  private void fail(Job job, String why, Exception cause) {
    LOG.log(
        Level.ERROR,
        LogEvent.of("recording failed")
            .with("recording", job.id())
            .with("why", why)
            .with("cause", cause));
    commit(() -> ledger.failed(job.id(), why));
  }
}
