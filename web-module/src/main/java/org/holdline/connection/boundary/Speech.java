package org.holdline.connection.boundary;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.holdline.message.control.ClientMessage;
import org.holdline.platform.control.Background;

/**
 * What one client says to the room, in order. While some of it is on its way into the log the next
 * frames are read; what they bring waits and is said together. Whoever says more than that has to
 * wait, and his socket with him. Thread-safe.
 */
final class Speech {
  private static final System.Logger LOG = System.getLogger(Speech.class.getName());

  /** So many frames wait at most, and are said together. */
  static final int FRAMES_MAX = 4;

  private final Background background;
  private final Liveness liveness;
  private final Consumer<List<ClientMessage>> say;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<ClientMessage> waiting = new ArrayList<>();
  private int frames;
  private boolean saying;

  /**
   * @param say brings messages to the room and answers them; called by one thread at a time, ends
   *     within the limits of the log
   */
  Speech(Background background, Liveness liveness, Consumer<List<ClientMessage>> say) {
    this.background = background;
    this.liveness = liveness;
    this.say = say;
  }

  /** Says, soon, what a frame brings; blocks while too many wait. */
  void add(List<ClientMessage> messages) {
    if (messages.isEmpty() || !begins(messages)) {
      return;
    }
    try {
      background.execute(this::sayAll);
    } catch (RejectedExecutionException tooMuchWaits) {
      sayAll();
    }
  }

  /** Whether nobody is saying anything yet. */
  private boolean begins(List<ClientMessage> messages) {
    lock.lock();
    try {
      while (frames == FRAMES_MAX) {
        changed.awaitUninterruptibly();
      }
      waiting.addAll(messages);
      frames++;
      if (saying) {
        return false;
      }
      saying = true;
      liveness.begin();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void sayAll() {
    for (var next = next(); !next.isEmpty(); next = next()) {
      try {
        say.accept(next);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "messages not answered", e);
      }
    }
  }

  private List<ClientMessage> next() {
    lock.lock();
    try {
      var next = waiting;
      waiting = new ArrayList<>();
      frames = 0;
      if (next.isEmpty()) {
        saying = false;
        liveness.done();
      }
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when all of it has been said and answered. */
  void settle() {
    lock.lock();
    try {
      while (saying) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
