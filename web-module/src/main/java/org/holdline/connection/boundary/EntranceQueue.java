package org.holdline.connection.boundary;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.holdline.platform.control.Background;
import org.jspecify.annotations.Nullable;

/**
 * The queue at the doors of all rooms of this node. A few enter at once, so that a storm of
 * returning clients leaves the rest of Redis, PostgreSQL, threads and processors to the
 * conversations. Others wait in order, but not for long; whom that would take too long is told when
 * to come again, each at a time of his own. Thread-safe.
 */
final class EntranceQueue {
  /** Whoever waits costs a handshake less than whoever comes again. */
  static final Duration WAIT_MAX = Duration.ofSeconds(30);

  /** Well below the 5 s that an SDK waits for a sign of the server. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

  static final int WAITING_MAX = 5_000;

  /** Who would have to come later than that is placed among those who come sooner. */
  private static final Duration RETURN_MAX = Duration.ofSeconds(60);

  private static final Duration RETURN_MIN = Duration.ofSeconds(1);
  private static final Duration FIRST_GUESS = Duration.ofMillis(10);
  private static final int MEMORY = 16;

  private final Background background;
  private final int atOnceMax;
  private final LongSupplier nanoTime;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private int busy;
  private long usualNanos = FIRST_GUESS.toNanos();
  private long nextTurn;

  /** Somebody who wants to enter. One of the first two is called, once. */
  interface Guest {
    /** Does everything that entering takes; throws nothing. */
    void enter();

    /** There is no time for him now. */
    void comeBack(Duration after);

    /**
     * He waits, now and still: told again and again.
     *
     * @param position the next to enter is 1
     */
    void pending(int position);

    /** He has given up; neither is called then. */
    boolean isGone();
  }

  private record Place(Guest guest, long since) {}

  EntranceQueue(Background background, int atOnceMax) {
    this(background, atOnceMax, System::nanoTime);
  }

  EntranceQueue(Background background, int atOnceMax, LongSupplier nanoTime) {
    this.background = background;
    this.atOnceMax = atOnceMax;
    this.nanoTime = nanoTime;
    this.nextTurn = nanoTime.getAsLong();
    background.every(SIGN_OF_LIFE, this::reassure);
  }

  /** Lets him enter before it returns when nobody else is there; otherwise returns at once. */
  void arrive(Guest guest) {
    boolean now = false;
    boolean later = false;
    int position = 0;
    synchronized (this) {
      if (busy < atOnceMax && waiting.isEmpty()) {
        busy++;
        now = true;
        nextTurn = nanoTime.getAsLong();
      } else if (mayWait()) {
        waiting.add(new Place(guest, nanoTime.getAsLong()));
        position = waiting.size();
      } else {
        later = true;
      }
    }
    if (now) {
      serve(guest);
      goOn();
    } else if (later) {
      guest.comeBack(turn());
    } else {
      guest.pending(position);
    }
  }

  /** Tells everybody who waits that he has not been forgotten. */
  private void reassure() {
    List<Place> all;
    synchronized (this) {
      all = List.copyOf(waiting);
    }
    for (int i = 0; i < all.size(); i++) {
      all.get(i).guest().pending(i + 1);
    }
  }

  private boolean mayWait() {
    return waiting.size() < WAITING_MAX && waiting.size() * pace() < WAIT_MAX.toNanos();
  }

  /** From one entrance to the next, as things go at present. */
  private long pace() {
    return usualNanos / atOnceMax;
  }

  private void serve(Guest guest) {
    long begun = nanoTime.getAsLong();
    try {
      guest.enter();
    } finally {
      served(nanoTime.getAsLong() - begun);
    }
  }

  private synchronized void served(long nanos) {
    usualNanos += (nanos - usualNanos) / MEMORY;
  }

  /** The container's thread goes back; whoever has come meanwhile is served by one of ours. */
  private void goOn() {
    boolean more;
    synchronized (this) {
      more = !waiting.isEmpty();
      if (!more) {
        busy--;
      }
    }
    if (more) {
      background.execute(this::work);
    }
  }

  private void work() {
    for (var place = next(); place != null; place = next()) {
      if (nanoTime.getAsLong() - place.since() > WAIT_MAX.toNanos()) {
        place.guest().comeBack(turn());
      } else {
        serve(place.guest());
      }
    }
  }

  /** Null when nobody waits; the caller's place at work is then free. */
  private synchronized @Nullable Place next() {
    var place = waiting.poll();
    while (place != null && place.guest().isGone()) {
      place = waiting.poll();
    }
    if (place == null) {
      busy--;
    }
    return place;
  }

  /** The next time at which nobody else has been told to come, since the door was last quiet. */
  private synchronized Duration turn() {
    long now = nanoTime.getAsLong();
    long earliest = now + RETURN_MIN.toNanos() + waiting.size() * pace();
    nextTurn = Math.max(earliest, nextTurn + pace());
    if (nextTurn - now > RETURN_MAX.toNanos()) {
      nextTurn = earliest;
    }
    return Duration.ofNanos(nextTurn - now);
  }

  synchronized int waiting() {
    return waiting.size();
  }
}
