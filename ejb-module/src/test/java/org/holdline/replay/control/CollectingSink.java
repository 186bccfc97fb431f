package org.holdline.replay.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what it is given. Thread-safe. */
public final class CollectingSink implements MessageSink {
  private final List<LoggedMessage> taken = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();
  private final CountDownLatch capacity;
  private int failures;
  private boolean lost;
  private boolean slow;

  public CollectingSink() {
    this(0);
  }

  private CollectingSink(int locks) {
    capacity = new CountDownLatch(locks);
  }

  /** One that has no room until it {@link #open}s. */
  public static CollectingSink full() {
    return new CollectingSink(1);
  }

  public void open() {
    capacity.countDown();
  }

  public synchronized void failNext() {
    failures++;
  }

  @Override
  public synchronized void deliver(Deliveries next) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the sink fails");
    }
    taken.addAll(next.messages());
  }

  @Override
  public synchronized void pass(List<String> envelopes) {
    passed.addAll(envelopes);
  }

  /** What was said in passing. */
  public synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  @Override
  public boolean awaitCapacity(Duration max) throws InterruptedException {
    return capacity.await(Math.min(max.toMillis(), 500), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void closeAsSlow() {
    slow = true;
  }

  @Override
  public synchronized void logLost() {
    lost = true;
  }

  public synchronized boolean isLost() {
    return lost;
  }

  public synchronized boolean isSlow() {
    return slow;
  }

  public synchronized List<LoggedMessage> taken() {
    return List.copyOf(taken);
  }

  public List<String> bodies() {
    return taken().stream().map(LoggedMessage::body).toList();
  }

  /** The bodies of what clients said. */
  public List<String> said() {
    return taken().stream()
        .filter(each -> each.routing().sender() != null)
        .map(LoggedMessage::body)
        .toList();
  }
}
