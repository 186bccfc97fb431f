package org.holdline.replay.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session's way through the log: everything after its start, once, in order. Guarded by its
 * tail.
 */
public final class Feed {
  private final Reader reader;
  private final MessageSink sink;
  private final Epoch epoch;
  private long served;
  private State state = State.WAITING;

  private enum State {
    WAITING,
    CATCHING_UP,
    LIVE,
    DETACHED
  }

  public Feed(Reader reader, MessageSink sink, LogPosition after) {
    this.reader = reader;
    this.sink = sink;
    this.epoch = after.epoch();
    this.served = after.sequence();
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

  boolean isOf(@Nullable Epoch other) {
    return epoch.equals(other);
  }

  /** Behind the tail, and nobody is reading for it. */
  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean isCatchingUp() {
    return state == State.CATCHING_UP;
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  boolean isDetached() {
    return state == State.DETACHED;
  }

  void detach() {
    state = State.DETACHED;
  }

  /** From now on the tail delivers. */
  void goLive() {
    become(State.LIVE);
  }

  void catchUp() {
    become(State.CATCHING_UP);
  }

  /** It has to catch up, as soon as somebody reads for it. */
  void fallBack() {
    become(State.WAITING);
  }

  private void become(State next) {
    if (!isDetached()) {
      state = next;
    }
  }

  /** Hands over what is new and for this session. */
  void deliver(Deliveries next) {
    if (isDetached() || next.isEmpty()) {
      return;
    }
    var mine = next.only(this::isMine);
    if (!mine.isEmpty()) {
      sink.deliver(mine);
    }
    skipTo(next.messages().getLast().sequence());
  }

  /**
   * Hands over what of this is for this session; what is said in passing has no order and waits for
   * nobody.
   */
  void pass(List<EphemeralMessage> messages) {
    var mine =
        messages.stream()
            .filter(message -> message.routing().isFor(reader))
            .map(EphemeralMessage::body)
            .toList();
    if (!isDetached() && !mine.isEmpty()) {
      sink.pass(mine);
    }
  }

  private boolean isMine(LoggedMessage message) {
    return message.sequence() > served && message.routing().isFor(reader);
  }

  /** There is nothing more for this session up to here. */
  void skipTo(long sequence) {
    served = Math.max(served, sequence);
  }
}
