package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.text.Words;
import org.holdline.transfer.control.FileScanner.Verdict;
import org.holdline.transfer.entity.FileScans.Unscanned;

/**
 * Has a scanner look at each file that the server holds, before anybody is handed any of it. Any
 * node does it; a file is taken by one.
 */
public final class FileInspection {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** Of one turn. */
  private static final int FILES_MAX = 1_000;

  private static final System.Logger LOG = System.getLogger(FileInspection.class.getName());

  private final ScanLedger ledger;
  private final FileScanner scanner;
  private final SegmentReader reader;
  private final TransferNews news;
  private final OfferGuard guard;
  private final Meters meters;

  FileInspection(
      ScanLedger ledger,
      FileScanner scanner,
      SegmentReader reader,
      TransferNews news,
      OfferGuard guard,
      Meters meters) {
    this.ledger = ledger;
    this.scanner = scanner;
    this.reader = reader;
    this.news = news;
    this.guard = guard;
    this.meters = meters;
  }

  /** The timer's call. */
  public void turn() {
    try {
      int files = 0;
      while (files < FILES_MAX && scanner.isThere() && next()) {
        files++;
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("files not scanned").with("code", e.code()));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, LogEvent.of("files not scanned").with("cause", e));
    }
  }

  private boolean next() throws IOException {
    var file = commit(ledger::claim);
    if (file.isPresent()) {
      inspect(file.get());
    }
    return file.isPresent();
  }

  private void inspect(Unscanned file) throws IOException {
    Verdict verdict;
    try {
      verdict = scanner.scan(sink -> write(file, sink));
    } catch (IOException | UnavailableException e) {
      commit(() -> ledger.release(file));
      throw e;
    } catch (ProblemException gone) {
      // It stays taken for a while, so that it does not stand in the way of the others.
      LOG.log(
          Level.INFO,
          LogEvent.of("file not scanned")
              .with("content", file.content())
              .with("code", gone.code()));
      return;
    }
    meters.count(Metric.FILES_SCANNED, Words.of(verdict));
    switch (verdict) {
      case CLEAN -> commit(() -> ledger.pass(file));
      case INFECTED -> condemn(file, "file_infected");
      case TOO_LARGE -> condemn(file, "file_not_scannable");
    }
  }

  private void write(Unscanned file, FileRelay.Sink sink) throws IOException {
    int next = file.firstChunk();
    while (next < file.endChunk()) {
      int first = next;
      var held = commit(() -> ledger.chunks(file, first));
      var bytes = reader.read(held);
      sink.write(bytes, 0, bytes.length);
      next += held.chunks().size();
    }
  }

  private void condemn(Unscanned file, String why) {
    for (var state : commit(() -> ledger.condemn(file, why))) {
      guard.condemned(state, why);
      news.tell(OfferGuard.idOf(state));
    }
  }
}
