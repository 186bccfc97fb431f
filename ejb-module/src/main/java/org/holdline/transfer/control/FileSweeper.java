package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.holdline.blob.control.BlobStore;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;

/**
 * Ends transfers whose time is up, deletes what is stored of them, and tells what a node that died
 * has not told. Any node does it, and two at the same time do no harm.
 */
public final class FileSweeper {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(FileSweeper.class.getName());

  private final SweepLedger ledger;
  private final EventLedger events;
  private final TransferNews news;
  private final BlobStore blobs;
  private final Meters meters;

  public FileSweeper(
      SweepLedger ledger, EventLedger events, TransferNews news, BlobStore blobs, Meters meters) {
    this.ledger = ledger;
    this.events = events;
    this.news = news;
    this.blobs = blobs;
    this.meters = meters;
  }

  /** The timer's call. */
  public void turn() {
    try {
      tellForgotten();
      expire();
      empty();
      forget();
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("files not swept").with("code", e.code()));
    }
  }

  private void tellForgotten() {
    commit(() -> events.forgotten(SweepLedger.LIMIT)).forEach(news::tell);
  }

  private void expire() {
    for (var id : commit(ledger::expired)) {
      if (commit(() -> ledger.expire(id))) {
        meters.count(Metric.TRANSFERS, "expired");
        LOG.log(Level.INFO, LogEvent.of("transfer expired").with("transfer", id));
        news.tell(id);
      }
    }
  }

  private void empty() {
    for (var content : commit(ledger::closed)) {
      delete(content);
      commit(() -> ledger.emptied(content));
    }
    for (var segment : commit(ledger::abandoned)) {
      blobs.delete(FileRelay.key(segment));
      commit(() -> ledger.forget(segment));
    }
  }

  private void delete(UUID content) {
    var folder = FileRelay.folder(content);
    var stored = blobs.list(folder, SweepLedger.LIMIT);
    while (!stored.isEmpty()) {
      stored.forEach(blobs::delete);
      stored = blobs.list(folder, SweepLedger.LIMIT);
    }
  }

  private void forget() {
    for (var content : commit(ledger::over)) {
      delete(content);
      commit(() -> ledger.forget(content));
    }
  }
}
