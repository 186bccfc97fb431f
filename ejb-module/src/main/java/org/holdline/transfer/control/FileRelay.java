package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.entity.BlobKey;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.transfer.control.Upload.Outcome;
import org.holdline.transfer.control.UploadLedger.Expected;
import org.holdline.transfer.control.UploadLedger.Stored;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.ChunkRanges.Range;
import org.holdline.transfer.entity.Digest;
import org.holdline.transfer.entity.ListedFile;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Takes chunks from senders and hands them to receivers. Each chunk is verified when it comes and
 * when it goes; what was whole before a line broke is kept. Thread-safe.
 */
public final class FileRelay {
  /** Of one download of chunks. */
  private static final int RUN_BYTES_MAX = 4 << 20;

  /** Chunks of one download. */
  public static final int RUN_CHUNKS_MAX = 64;

  /** Before one run of a download. */
  private static final int WAITS_MAX = 30;

  private final UploadLedger uploads;
  private final DownloadLedger downloads;
  private final BlobStore blobs;
  private final ContentCipher cipher;
  private final SegmentReader reader;
  private final FilePolicy policy;
  private final RelayGate gate;
  private final FilePace pace;
  private final TransferNews news;
  private final Meters meters;

  public FileRelay(
      Ledgers ledgers, BlobStore blobs, ContentCipher cipher, FilePolicy policy, Watch watch) {
    this.uploads = ledgers.uploads();
    this.downloads = ledgers.downloads();
    this.blobs = blobs;
    this.cipher = cipher;
    this.reader = new SegmentReader(blobs, cipher);
    this.policy = policy;
    this.gate = watch.gate();
    this.pace = watch.pace();
    this.news = watch.news();
    this.meters = watch.meters();
  }

  /** What is on record. */
  record Ledgers(UploadLedger uploads, DownloadLedger downloads) {}

  /** Who lets in, how fast, who is told and who counts. */
  record Watch(RelayGate gate, FilePace pace, TransferNews news, Meters meters) {}

  private void requireAvailable() {
    if (!cipher.isAvailable()) {
      throw new ProblemException(
          Kind.NOT_AVAILABLE, "not_available", "This server stores no files");
    }
  }

  /**
   * Takes consecutive chunks. What is whole is kept, also if the rest is refused or never comes.
   *
   * @param first the number of the first of them
   * @return those that the server holds now
   */
  public ChunkRanges take(Asked asked, int first, Body body) {
    try {
      return read(asked, first, body);
    } catch (ProblemException refusal) {
      drain(body.bytes());
      throw refusal;
    }
  }

  /**
   * What a sender brings.
   *
   * @param length {@link Long#MAX_VALUE} when it is not known before
   * @param digest the SHA-256 of the bytes; null when the sender does not say
   */
  public record Body(InputStream bytes, long length, @Nullable Digest digest) {}

  /** Whoever still speaks does not hear the answer. */
  private static void drain(InputStream body) {
    try {
      body.skipNBytes(UploadSplit.BYTES_MAX);
    } catch (IOException end) {
      return; // there was less, or the line broke
    }
  }

  private ChunkRanges read(Asked asked, int first, Body body) {
    requireAvailable();
    try (var place = gate.enter()) {
      var expected =
          commit(() -> uploads.expect(asked, first, body.length(), blobs.bytesTogether()));
      var upload = new Upload(blobs, cipher, expected);
      var outcome = take(asked, upload, expected, body);
      settle(expected, upload.stored());
      int whole = outcome.whole();
      var ranges =
          ChunkRanges.of(whole == 0 ? List.of() : List.of(new Range(first, first + whole - 1)));
      if (outcome.fault() != null) {
        throw with(outcome.fault(), ranges);
      }
      return ranges;
    }
  }

  private Outcome take(Asked asked, Upload upload, Expected expected, Body body) {
    try {
      pace.require(asked, expected.bytes());
    } catch (ProblemException tooFast) {
      return new Outcome(0, tooFast);
    }
    return upload.take(new ChunkReader(expected, policy, body.bytes(), body.digest()));
  }

  private static ProblemException with(ProblemException fault, ChunkRanges whole) {
    var details = new HashMap<String, Object>(fault.details());
    details.put("stored", whole.text());
    return new ProblemException(
        fault.kind(), fault.code(), fault.title(), details, fault.retryAfter());
  }

  private void settle(Expected expected, List<Stored> stored) {
    if (expected.segments().isEmpty()) {
      return;
    }
    var settled = commit(() -> uploads.settle(expected, stored));
    settled.resumed().forEach(news::tell);
    settled.useless().forEach(each -> blobs.delete(key(each)));
    if (!settled.isWanted()) {
      throw TransferRefusals.notFound();
    }
    meters.add(
        Metric.RELAY_BYTES_STORED, stored.stream().mapToLong(each -> each.space().bytes()).sum());
  }

  static BlobKey key(Segment segment) {
    return new BlobKey("relay/" + segment.content() + "/" + segment.id());
  }

  /** Where all that is stored of a content stands. */
  static BlobKey folder(UUID content) {
    return new BlobKey("relay/" + content);
  }

  /** Chunks in the clear, verified. */
  public record Run(int first, int count, ByteBuffer bytes) {
    /** The number of the chunk after them. */
    public int next() {
      return first + count;
    }
  }

  /**
   * Hands out consecutive chunks.
   *
   * @param countMax fewer where the next is not held, or they are large
   */
  public Run give(Asked asked, int first, int countMax) {
    requireAvailable();
    try (var place = gate.enter()) {
      var held = commit(() -> downloads.hold(asked, first, countMax));
      pace.require(asked, held.chunks().stream().mapToInt(each -> each.chunk().size()).sum());
      var bytes = reader.read(held);
      meters.add(Metric.RELAY_BYTES_READ, bytes.length);
      return new Run(first, held.chunks().size(), ByteBuffer.wrap(bytes));
    }
  }

  /** As many as are handed out at a time. */
  static List<Placed> fitting(List<Placed> chunks) {
    int bytes = 0;
    int count = 0;
    while (count < chunks.size() && bytes + chunks.get(count).chunk().size() <= RUN_BYTES_MAX) {
      bytes += chunks.get(count).chunk().size();
      count++;
    }
    return chunks.subList(0, count);
  }

  /** A file of which the server holds everything. */
  public ListedFile wholeFile(Asked asked, int number) {
    requireAvailable();
    return commit(() -> downloads.wholeFile(asked, number));
  }

  /** Where the bytes of a file go. */
  public interface Sink {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  /** The answer has begun: who is too fast waits, and is not refused. */
  private Run giveInTime(Asked asked, int first) {
    for (int tries = 1; ; tries++) {
      try {
        return give(asked, first, RUN_CHUNKS_MAX);
      } catch (ProblemException refusal) {
        var wait = refusal.retryAfter();
        if (refusal.kind() != Kind.TOO_MANY || wait == null || tries == WAITS_MAX) {
          throw refusal;
        }
        LockSupport.parkNanos(wait.toNanos());
      }
    }
  }

  /** Hands out a part of a file, a run at a time. */
  public void give(Asked asked, ListedFile file, long from, long length, Sink sink) {
    if (length == 0) {
      return;
    }
    var start = commit(() -> downloads.chunkAt(asked, file, from));
    int next = start.number();
    long skip = from - start.position();
    long left = length;
    while (left > 0) {
      var run = giveInTime(asked, next);
      int offset = Math.toIntExact(skip);
      int count = (int) Math.min(left, run.bytes().capacity() - offset);
      try {
        sink.write(run.bytes().array(), offset, count);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      left -= count;
      skip = 0;
      next = run.next();
    }
  }
}
