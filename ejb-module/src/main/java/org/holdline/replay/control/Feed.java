package org.holdline.replay.control;

/**
 * One session's way through the log: everything after its start, once, in order. Guarded by its
 * tail.
 */
public final class Feed {
  private final Reader reader;
  private final MessageSink sink;
  private long served;
  private boolean live;
  private boolean detached;

  public Feed(Reader reader, MessageSink sink, long after) {
    this.reader = reader;
    this.sink = sink;
    this.served = after;
  }

  public Reader reader() {
    return reader;
  }

  MessageSink sink() {
    return sink;
  }

  /** Everything meant for this session up to here has been handed to the sink. */
  long served() {
    return served;
  }

  boolean isLive() {
    return live;
  }

  boolean isDetached() {
    return detached;
  }

  void detach() {
    detached = true;
  }

  /** From now on the tail delivers. */
  void goLive() {
    live = true;
  }

  void deliver(LoggedMessage message) {
    if (detached || message.sequence() <= served) {
      return;
    }
    served = message.sequence();
    if (message.routing().isFor(reader)) {
      sink.deliver(message);
    }
  }

  /** There is nothing more for this session up to here. */
  void skipTo(long sequence) {
    served = Math.max(served, sequence);
  }
}
