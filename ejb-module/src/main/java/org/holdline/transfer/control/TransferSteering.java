package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.util.List;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/** What administrators see of transfers and do to them. Thread-safe. */
public final class TransferSteering {
  private final TransferOverview overview;
  private final FileSweeper sweeper;
  private final TransferNews news;
  private final Meters meters;

  public TransferSteering(
      TransferOverview overview, FileSweeper sweeper, TransferNews news, Meters meters) {
    this.overview = overview;
    this.sweeper = sweeper;
    this.news = news;
    this.meters = meters;
  }

  /** Of all rooms. */
  public long count(TransferStatus status) {
    return commit(() -> overview.count(status));
  }

  /** Of all that is stored and about to be. */
  public long storedBytes() {
    return commit(overview::storedBytes);
  }

  /** Those of a room that are not over, the newest first. */
  public List<TransferState> open(RoomId room) {
    return commit(() -> overview.open(room));
  }

  /**
   * Fails one for both sides, who are told.
   *
   * @return whether it was not over
   */
  public boolean end(TransferId id) {
    boolean wasOpen = commit(() -> overview.end(id));
    if (wasOpen) {
      meters.count(Metric.TRANSFERS, "failed");
      news.tell(id);
    }
    return wasOpen;
  }

  /** Looks at once for what is over, which otherwise happens by itself. */
  public void sweep() {
    sweeper.turn();
  }
}
