package org.holdline.connection.boundary;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.holdline.message.control.Parcel;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection, in order. Everything that has come since the last
 * write goes out as one frame where the client can read that. The container calls megabytes written
 * that nobody has read, so each stretch is followed by a WebSocket ping, and only what its pong
 * confirms makes room for more. Thread-safe.
 */
final class Outbox {
  private static final System.Logger LOG = System.getLogger(Outbox.class.getName());
  static final int ENVELOPES_MAX = 4_000;
  static final int CHARS_MAX = 2_000_000;
  private static final int LOW_WATER = 200;
  private static final int LOW_WATER_CHARS = 500_000;
  private static final long UNCONFIRMED_MAX = 512_000;
  private static final long PING_EVERY = 160_000;

  private final Line line;
  private final boolean coalesces;
  private final Background background;
  private final Runnable overflow;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final Deque<Parcel> waiting = new ArrayDeque<>();
  private int waitingEnvelopes;
  private int waitingChars;
  private boolean busy;
  private boolean writing;
  private boolean closed;
  private long written;
  private long pinged;
  private long confirmed;

  /**
   * @param coalesces whether the client reads frames of several envelopes
   * @param overflow is told once that it is full
   */
  Outbox(Line line, boolean coalesces, Background background, Runnable overflow) {
    this.line = line;
    this.coalesces = coalesces;
    this.background = background;
    this.overflow = overflow;
  }

  /** Never blocks. An outbox that is full tells its owner once and takes nothing more. */
  void offer(List<Parcel> parcels) {
    boolean full;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      int chars = parcels.stream().mapToInt(Parcel::chars).sum();
      full = waitingEnvelopes >= ENVELOPES_MAX || waitingChars + chars > CHARS_MAX;
      if (full) {
        closed = true;
      } else {
        parcels.forEach(this::add);
        writeSoon();
      }
    } finally {
      lock.unlock();
    }
    if (full) {
      overflow.run();
    }
  }

  /**
   * Takes what nobody keeps, unless more than a little waits already; false when it is left out.
   */
  boolean offerPassing(List<String> envelopes) {
    lock.lock();
    try {
      boolean taken = !closed && isLow();
      if (taken) {
        Parcel.of(envelopes).forEach(this::add);
        writeSoon();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void add(Parcel parcel) {
    if (coalesces) {
      waiting.add(parcel);
    } else {
      parcel.envelopes().forEach(envelope -> waiting.add(Parcel.of(envelope)));
    }
    waitingEnvelopes += parcel.size();
    waitingChars += parcel.chars();
  }

  private void writeSoon() {
    if (!busy && mayWrite()) {
      busy = true;
      background.execute(this::writeAll);
    }
  }

  private boolean mayWrite() {
    return !closed && !writing && !waiting.isEmpty() && written - confirmed < UNCONFIRMED_MAX;
  }

  /** One frame after the other, as long as the container takes them at once. */
  private void writeAll() {
    for (var frame = next(); frame != null; frame = next()) {
      try {
        line.write(frame, this::written);
      } catch (IllegalStateException e) {
        LOG.log(Level.DEBUG, LogEvent.of("frame not written").with("cause", e));
        close();
      }
    }
  }

  private @Nullable Parcel next() {
    lock.lock();
    try {
      busy = mayWrite();
      if (!busy) {
        return null;
      }
      writing = true;
      var frame = nextFrame();
      written += frame.chars();
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private Parcel nextFrame() {
    List<Parcel> taken = new ArrayList<>();
    int chars = 0;
    do {
      var parcel = waiting.removeFirst();
      chars += parcel.chars();
      taken.add(parcel);
      waitingEnvelopes -= parcel.size();
    } while (coalesces
        && !waiting.isEmpty()
        && chars + waiting.getFirst().chars() <= Parcel.CHARS_MAX);
    waitingChars -= chars;
    return Parcel.joined(taken);
  }

  private void written(boolean ok) {
    lock.lock();
    try {
      writing = false;
      if (ok) {
        askWhetherItIsRead();
        writeSoon();
        if (isLow()) {
          drained.signalAll();
        }
      } else {
        shut();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isLow() {
    return waitingEnvelopes <= LOW_WATER && waitingChars <= LOW_WATER_CHARS;
  }

  private void askWhetherItIsRead() {
    if (written - pinged < PING_EVERY) {
      return;
    }
    pinged = written;
    try {
      line.ping(ByteBuffer.allocate(Long.BYTES).putLong(0, written));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, LogEvent.of("ping not written").with("cause", e));
      shut();
    }
  }

  /** The client has read everything that was written before the ping which this answers. */
  void confirm(ByteBuffer pong) {
    if (pong.remaining() != Long.BYTES) {
      return;
    }
    lock.lock();
    try {
      confirmed = Math.max(confirmed, Math.min(pong.getLong(pong.position()), written));
      writeSoon();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until little is left to write; false when it is closed or that took too long. */
  boolean awaitLowWater(Duration max) throws InterruptedException {
    long left = max.toNanos();
    lock.lockInterruptibly();
    try {
      while (!closed && !isLow() && left > 0) {
        left = drained.awaitNanos(left);
      }
      return !closed && isLow();
    } finally {
      lock.unlock();
    }
  }

  /** Waits, within a limit, until all has been handed to the network. */
  void flush(Duration max) throws InterruptedException {
    long left = max.toNanos();
    lock.lockInterruptibly();
    try {
      while (!closed && (writing || !waiting.isEmpty()) && left > 0) {
        left -= TimeUnit.MILLISECONDS.toNanos(5);
        drained.awaitNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      shut();
    } finally {
      lock.unlock();
    }
  }

  private void shut() {
    closed = true;
    waiting.clear();
    waitingEnvelopes = 0;
    waitingChars = 0;
    drained.signalAll();
  }
}
