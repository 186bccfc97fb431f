package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.control.Attendee;
import org.holdline.room.control.RoomNow;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore;
import org.holdline.transfer.control.SweepLedger.UnderWay;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.entity.Side;

/**
 * Pauses transfers from device to device while one of both is away, and lets them go on when he is
 * back. What goes through the server needs nobody to be there. Any node does it, and two at the
 * same time do no harm.
 */
public final class PresenceWatch {
  /** Between two turns. */
  public static final Duration PAUSE = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger(PresenceWatch.class.getName());

  private final SweepLedger ledger;
  private final TransferNews news;
  private final RulesStore rooms;
  private final Meters meters;

  public PresenceWatch(SweepLedger ledger, TransferNews news, RulesStore rooms, Meters meters) {
    this.ledger = ledger;
    this.news = news;
    this.rooms = rooms;
    this.meters = meters;
  }

  /** The timer's call. */
  public void turn() {
    try {
      var seen = new HashMap<RoomId, RoomNow>();
      for (var each : commit(ledger::underWay)) {
        look(each, seen);
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("presence not looked at").with("code", e.code()));
    }
  }

  private void look(UnderWay transfer, Map<RoomId, RoomNow> seen) {
    var now = seen.computeIfAbsent(transfer.room(), rooms::read);
    boolean both = isThere(now, transfer.sender()) && isThere(now, transfer.receiver());
    if (both == transfer.pausedBy().contains(Side.SYSTEM)) {
      var move = both ? Move.RESUME : Move.PAUSE;
      if (commit(() -> ledger.hold(transfer.id(), move))) {
        meters.count(Metric.TRANSFERS, both ? "resumed" : "paused");
        news.tell(transfer.id());
      }
    }
  }

  private static boolean isThere(RoomNow now, UserId user) {
    return now.find(user).filter(Attendee::connected).isPresent();
  }
}
