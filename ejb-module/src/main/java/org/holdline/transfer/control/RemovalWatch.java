package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Bans;

/**
 * Ends what somebody sends and receives in a room from which he has been removed. Any node does it,
 * and two at the same time do no harm.
 */
public final class RemovalWatch {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger(RemovalWatch.class.getName());

  private final SweepLedger ledger;
  private final Bans bans;
  private final TransferNews news;
  private final Meters meters;

  public RemovalWatch(SweepLedger ledger, Bans bans, TransferNews news, Meters meters) {
    this.ledger = ledger;
    this.bans = bans;
    this.news = news;
    this.meters = meters;
  }

  /** The timer's call. */
  public void turn() {
    try {
      for (var room : commit(ledger::roomsWithOpen)) {
        bans.barred(room).forEach(user -> end(room, user));
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("removals not looked at").with("code", e.code()));
    }
  }

  private void end(RoomId room, UserId user) {
    for (var id : commit(() -> ledger.endAll(room, user))) {
      meters.count(Metric.TRANSFERS, "failed");
      LOG.log(Level.INFO, LogEvent.of("transfer ended by a removal").with("transfer", id));
      news.tell(id);
    }
  }
}
