package org.holdline.replay.control;

import java.time.Duration;
import java.util.List;

/** Where a session's messages go: the outbox of its connection. */
public interface MessageSink {
  /** Takes the next messages, in order; never blocks. A sink that is full closes itself. */
  void deliver(Deliveries next);

  /** Takes what nobody keeps, or leaves it out when more important things wait; never blocks. */
  void pass(List<String> envelopes);

  /**
   * Waits until the sink has room for a page.
   *
   * @return false when it closed, or had none within {@code max}
   */
  boolean awaitCapacity(Duration max) throws InterruptedException;

  /** The session does not take what it is sent; nothing more comes here. */
  void closeAsSlow();

  /**
   * What comes next is not in the log any more, or the log itself is gone: the session has to come
   * back and be told what it has missed.
   */
  void logLost();
}
