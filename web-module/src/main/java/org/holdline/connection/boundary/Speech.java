package org.holdline.connection.boundary;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.MessageCodec;
import org.holdline.platform.control.Background;

/**
 * What one client says to the room, in order. While some of it is on its way into the log the next
 * frames are read; what they bring waits and is said together. Whoever says more than that has to
 * wait, and his socket with him. Thread-safe.
 */
final class Speech {
  private static final System.Logger LOG = System.getLogger(Speech.class.getName());

  /** With this much waiting no more is taken; so much and one frame more is said together. */
  static final int MESSAGES_MAX = 768;

  static final int CHARS_MAX = 4 * MessageCodec.FRAME_BYTES_MAX;

  private final Background background;
  private final Liveness liveness;
  private final Consumer<List<ClientMessage>> say;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<ClientMessage> waiting = new ArrayList<>();
  private int chars;
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

  /**
   * Says, soon, what a frame brings; blocks while too much waits.
   *
   * @param length of the frame
   */
  void add(List<ClientMessage> messages, int length) {
    if (messages.isEmpty() || !begins(messages, length)) {
      return;
    }
    try {
      background.execute(this::sayAll);
    } catch (RejectedExecutionException tooMuchWaits) {
      sayAll();
    }
  }

  /** Whether nobody is saying anything yet. */
  private boolean begins(List<ClientMessage> messages, int length) {
    lock.lock();
    try {
      while (waiting.size() >= MESSAGES_MAX || chars >= CHARS_MAX) {
        changed.awaitUninterruptibly();
      }
      waiting.addAll(messages);
      chars += length;
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
      chars = 0;
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
