package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdline.message.control.TransferState;
import org.holdline.transfer.control.DownloadLedger.Held;
import org.holdline.transfer.control.DownloadLedger.Sealed;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileScans;
import org.holdline.transfer.entity.FileScans.Unscanned;
import org.holdline.transfer.entity.Side;

/** Which files have been looked at, in the database, one short transaction a call. */
@Stateless
public class ScanLedger {
  /** Whoever has taken a file and not judged it by then has died. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  private TransferStores stores;
  private FileScans scans;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ScanLedger() {}

  @Inject
  public ScanLedger(
      TransferStores stores, FileScans scans, TransferChanges changes, FileSettings settings) {
    this.stores = stores;
    this.scans = scans;
    this.changes = changes;
    this.settings = settings;
  }

  /** Takes a file that the server holds and nobody looks at. */
  public Optional<Unscanned> claim() {
    var now = stores.now();
    return scans.claim(now.minus(CLAIM), now);
  }

  /** Nothing has come of it. */
  public void release(Unscanned file) {
    scans.release(file);
  }

  /** Its chunks from {@code first} on, as many as are handed out at a time. */
  public Held chunks(Unscanned file, int first) {
    int count = Math.min(FileRelay.RUN_CHUNKS_MAX, file.endChunk() - first);
    var content = content(file);
    var chunks = stores.relayed().find(content.id(), first, count);
    if (chunks.size() < count) {
      throw TransferRefusals.notFound(); // it has been given up meanwhile
    }
    return new Held(
        new Sealed(content.id(), content.wrappedKey().orElseThrow()), FileRelay.fitting(chunks));
  }

  private FileContent content(Unscanned file) {
    return stores.transfers().findContent(file.content()).orElseThrow(TransferRefusals::notFound);
  }

  /** It may be handed out. */
  public void pass(Unscanned file) {
    scans.pass(file);
  }

  /**
   * Nothing of what it came with is handed out any more, or kept.
   *
   * @return the transfers that have failed by this
   */
  public List<TransferState> condemn(Unscanned file, String why) {
    var open = stores.transfers().openLocked(file.content());
    for (var transfer : open) {
      changes.change(transfer, Side.SYSTEM, Move.FAIL, why);
      transfer.keepUntil(stores.now().plus(settings.expiry()));
    }
    content(file).close(stores.now());
    return open.stream().map(stores::state).toList();
  }
}
