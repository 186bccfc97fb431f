package org.holdline.session.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions.Hold;

/**
 * Keeps the sessions true: renews those that this node holds, ends those that nobody holds. After a
 * time without Redis nobody is swept until every node had the time to renew its own. Thread-safe.
 */
public final class SessionKeeper {
  private static final System.Logger LOG = System.getLogger(SessionKeeper.class.getName());

  private final Sessions sessions;
  private final long leaseNanos;
  private final Consumer<RoomId> swept;
  private final AtomicLong sweepFrom = new AtomicLong(System.nanoTime());

  /**
   * @param swept is told the rooms whose sessions nobody held: their node may have died with more
   */
  public SessionKeeper(Sessions sessions, Duration lease, Consumer<RoomId> swept) {
    this.sessions = sessions;
    this.swept = swept;
    this.leaseNanos = lease.toNanos();
  }

  /** How often both are to be called. */
  public Duration pause() {
    return Duration.ofNanos(leaseNanos / 5);
  }

  /** Renews what this node holds; answers what it has lost. */
  public List<Attachment> renew(Map<RoomId, List<Hold>> held) {
    var lost = new ArrayList<Attachment>();
    try {
      held.forEach((room, holds) -> lost.addAll(sessions.renew(room, holds)));
    } catch (UnavailableException e) {
      sweepFrom.set(System.nanoTime() + leaseNanos);
      LOG.log(Level.WARNING, LogEvent.of("leases not renewed").with("code", e.code()));
    }
    return lost;
  }

  /** Ends what has run out, in all rooms. */
  public void sweep() {
    if (System.nanoTime() - sweepFrom.get() < 0) {
      return;
    }
    try {
      for (var room : sessions.rooms()) {
        int changed = sessions.sweep(room);
        if (changed > 0) {
          swept.accept(room);
          LOG.log(
              Level.INFO, LogEvent.of("sessions swept").with("room", room).with("count", changed));
        }
      }
    } catch (UnavailableException e) {
      sweepFrom.set(System.nanoTime() + leaseNanos);
      LOG.log(Level.WARNING, LogEvent.of("rooms not swept").with("code", e.code()));
    }
  }
}
