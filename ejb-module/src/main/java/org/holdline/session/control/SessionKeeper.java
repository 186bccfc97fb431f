package org.holdline.session.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.LogPosition;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Sessions.Hold;
import org.holdline.session.control.Sessions.Renewed;

/**
 * Keeps the sessions true: vouches for those that this node holds, tells Redis what has changed of
 * them, ends those that nobody holds. The rooms take turns, so that there is never much to do at
 * once. After a time without Redis nobody is swept until every node had the time to vouch for its
 * own. Thread-safe.
 */
public final class SessionKeeper {
  private static final System.Logger LOG = System.getLogger(SessionKeeper.class.getName());

  /** Each room has its turn once in so many ... */
  public static final int TURNS = 5;

  /** ... and is looked at in one of so many of its turns when there is nothing to tell of it. */
  public static final int LOOKS = 3;

  private static final int TURNS_PER_LEASE = 15;
  private static final int VOUCHES_PER_LEASE = 3;
  private static final int BATCH = 100;

  private final Sessions sessions;
  private final Duration lease;
  private final Duration ageMax;
  private final BiConsumer<RoomId, LogPosition> tops;
  private final Consumer<RoomId> swept;
  private final Meters meters;
  private volatile long renewFrom = System.nanoTime();
  private volatile long sweepFrom = System.nanoTime();
  private int turn;

  /** What this node holds. */
  public interface Held {
    /** The sessions in those of its rooms that are asked for. */
    Map<RoomId, List<Holding>> in(Predicate<RoomId> rooms);

    /** Another node has taken this one over, or it is gone from Redis. */
    void lost(Attachment attachment);
  }

  /**
   * Keeps what {@link #start} is given.
   *
   * @param ageMax after so long a session is renewed although nothing has changed, or its keys
   *     would expire
   * @param tops is told how far the log of a room has come
   * @param swept is told the rooms whose sessions nobody held: their node may have died with more
   */
  public SessionKeeper(
      Sessions sessions,
      Duration lease,
      Duration ageMax,
      BiConsumer<RoomId, LogPosition> tops,
      Consumer<RoomId> swept,
      Meters meters) {
    this.sessions = sessions;
    this.lease = lease;
    this.ageMax = ageMax;
    this.tops = tops;
    this.swept = swept;
    this.meters = meters;
  }

  /** Begins; called once. */
  public void start(Background background, Held held) {
    background.every(lease.dividedBy(VOUCHES_PER_LEASE), this::vouch);
    background.every(turnLength(), () -> renew(held));
    background.every(turnLength(), this::sweep);
  }

  private Duration turnLength() {
    return lease.dividedBy(TURNS_PER_LEASE);
  }

  private long endOfTurn() {
    return System.nanoTime() + turnLength().toNanos();
  }

  private void away(String title, UnavailableException e) {
    renewFrom = System.nanoTime();
    sweepFrom = renewFrom + lease.toNanos();
    LOG.log(Level.WARNING, LogEvent.of(title).with("code", e.code()));
  }

  /** Vouches for everything that this node holds. */
  public void vouch() {
    try {
      if (!sessions.vouch()) {
        renewFrom = System.nanoTime();
        meters.count(Metric.LEASES_BEGUN);
        LOG.log(Level.INFO, "lease begun");
      }
    } catch (UnavailableException e) {
      away("nobody vouched for", e);
    }
  }

  /** One turn: those rooms of this node whose turn it is. */
  public void renew(Held held) {
    int now = turn++ % TURNS;
    Predicate<RoomId> isTheirTurn = room -> Math.floorMod(room.hashCode(), TURNS) == now;
    try {
      sessions.settle();
      var holdings = held.in(isTheirTurn);
      sessions.release(room -> isTheirTurn.test(room) && !holdings.containsKey(room));
      visit(holdings, held);
    } catch (UnavailableException e) {
      away("sessions not renewed", e);
    }
  }

  private void visit(Map<RoomId, List<Holding>> holdings, Held held) {
    long since = renewFrom;
    var stale = new ArrayList<RoomId>();
    var quiet = new ArrayList<RoomId>();
    holdings.forEach((room, all) -> {
      if (all.stream().anyMatch(each -> each.isStale(since, ageMax))) {
        stale.add(room);
      } else if (Math.floorMod(room.hashCode() / TURNS + turn / TURNS, LOOKS) == 0) {
        quiet.add(room);
      }
    });
    long end = endOfTurn();
    for (int i = 0; i < stale.size() && System.nanoTime() - end < 0; i += BATCH) {
      renew(of(stale, i, holdings), held);
    }
    for (int i = 0; i < quiet.size() && System.nanoTime() - end < 0; i += BATCH) {
      act(sessions.check(holds(of(quiet, i, holdings))), held);
    }
  }

  private static Map<RoomId, List<Holding>> of(
      List<RoomId> rooms, int from, Map<RoomId, List<Holding>> holdings) {
    var batch = new LinkedHashMap<RoomId, List<Holding>>();
    for (var room : rooms.subList(from, Math.min(rooms.size(), from + BATCH))) {
      batch.put(room, holdings.getOrDefault(room, List.of()));
    }
    return batch;
  }

  private static Map<RoomId, List<Hold>> holds(Map<RoomId, List<Holding>> holdings) {
    var holds = new LinkedHashMap<RoomId, List<Hold>>();
    holdings.forEach((room, all) -> holds.put(room, all.stream().map(Holding::hold).toList()));
    return holds;
  }

  private void renew(Map<RoomId, List<Holding>> holdings, Held held) {
    long at = System.nanoTime();
    var holds = holds(holdings);
    var renewed = sessions.renew(holds);
    renewed
        .keySet()
        .forEach(room ->
            note(at, holdings.getOrDefault(room, List.of()), holds.getOrDefault(room, List.of())));
    act(renewed, held);
  }

  private void act(Map<RoomId, Renewed> found, Held held) {
    found.forEach((room, what) -> {
      what.lost().forEach(held::lost);
      if (what.top() != null) {
        tops.accept(room, what.top());
      }
    });
  }

  private static void note(long at, List<Holding> holdings, List<Hold> told) {
    for (int i = 0; i < told.size(); i++) {
      holdings.get(i).note(at, told.get(i).cursor());
    }
  }

  /** Ends what has run out, wherever it is held. */
  public void sweep() {
    if (System.nanoTime() - sweepFrom < 0) {
      return;
    }
    try {
      long end = endOfTurn();
      int rooms;
      do {
        var changed = sessions.sweepDue(BATCH);
        rooms = changed.size();
        changed.forEach(this::noteSwept);
      } while (rooms == BATCH && System.nanoTime() - end < 0);
    } catch (UnavailableException e) {
      away("rooms not swept", e);
    }
  }

  private void noteSwept(RoomId room, int changed) {
    if (changed > 0) {
      swept.accept(room);
      LOG.log(Level.INFO, LogEvent.of("sessions swept").with("room", room).with("count", changed));
    }
  }
}
