package org.holdline.connection.boundary;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.holdline.message.control.Wire;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;

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
  private static final int FRAME_CHARS_MAX = 60_000;
  private static final int LOW_WATER = 200;
  private static final int LOW_WATER_CHARS = 500_000;
  private static final long UNCONFIRMED_MAX = 512_000;
  private static final long PING_EVERY = 64_000;

  private final Session socket;
  private final boolean coalesces;
  private final Background background;
  private final Runnable overflow;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int waitingChars;
  private boolean writing;
  private boolean closed;
  private long written;
  private long pinged;
  private long confirmed;

  Outbox(Session socket, boolean coalesces, Background background, Runnable overflow) {
    this.socket = socket;
    this.coalesces = coalesces;
    this.background = background;
    this.overflow = overflow;
  }

  /** Never blocks. An outbox that is full tells its owner once and takes nothing more. */
  void offer(Collection<String> envelopes) {
    boolean full;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      int chars = envelopes.stream().mapToInt(String::length).sum();
      full = waiting.size() >= ENVELOPES_MAX || waitingChars + chars > CHARS_MAX;
      if (full) {
        closed = true;
      } else {
        waiting.addAll(envelopes);
        waitingChars += chars;
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
        waiting.addAll(envelopes);
        waitingChars += envelopes.stream().mapToInt(String::length).sum();
        writeSoon();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void writeSoon() {
    if (!writing && !waiting.isEmpty() && written - confirmed < UNCONFIRMED_MAX) {
      writing = true;
      background.execute(this::write);
    }
  }

  private void write() {
    String frame;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      frame = nextFrame();
      written += frame.length();
    } finally {
      lock.unlock();
    }
    handOver(frame);
  }

  /**
   * At each frame the container begins a managed task of its own, for which it looks through all
   * jars of the context class loader: at a loader without jars that costs next to nothing.
   */
  private void handOver(String frame) {
    var thread = Thread.currentThread();
    var ours = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      socket.getAsyncRemote().sendText(frame, this::written);
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, LogEvent.of("frame not written").with("cause", e));
      close();
    } finally {
      thread.setContextClassLoader(ours);
    }
  }

  private String nextFrame() {
    List<String> taken = new ArrayList<>();
    int chars = 0;
    while (!waiting.isEmpty()
        && (taken.isEmpty()
            || (coalesces && chars + waiting.getFirst().length() < FRAME_CHARS_MAX))) {
      var envelope = waiting.removeFirst();
      chars += envelope.length() + 1;
      waitingChars -= envelope.length();
      taken.add(envelope);
    }
    return Wire.frame(taken);
  }

  private void written(SendResult result) {
    lock.lock();
    try {
      writing = false;
      if (result.isOK()) {
        ping();
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
    return waiting.size() <= LOW_WATER && waitingChars <= LOW_WATER_CHARS;
  }

  private void ping() {
    if (written - pinged < PING_EVERY) {
      return;
    }
    pinged = written;
    try {
      socket.getAsyncRemote().sendPing(ByteBuffer.allocate(Long.BYTES).putLong(0, written));
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
    waitingChars = 0;
    drained.signalAll();
  }
}
