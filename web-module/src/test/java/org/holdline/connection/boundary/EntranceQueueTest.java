package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.holdline.platform.control.Background;
import org.junit.jupiter.api.Test;

class EntranceQueueTest {
  private static final Duration WORK = Duration.ofMillis(10);

  private final AtomicLong now = new AtomicLong();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> entered = new ArrayList<>();
  private final List<Duration> sentAway = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private final List<Runnable> repeated = new ArrayList<>();
  private final EntranceQueue queue = new EntranceQueue(new Later(), 1, now::get);

  /** What is to run soon runs when the test says so. */
  private final class Later implements Background {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void executePatient(Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void every(Duration pause, Runnable task) {
      repeated.add(task);
    }

    @Override
    public void forever(String name, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }

  private class Visitor implements EntranceQueue.Guest {
    private final String name;
    private boolean gone;

    Visitor(String name) {
      this.name = name;
    }

    @Override
    public void enter() {
      now.addAndGet(WORK.toNanos());
      entered.add(name);
    }

    @Override
    public void comeBack(Duration after) {
      sentAway.add(after);
    }

    @Override
    public void pending(int position) {
      pending.add(name + " " + position);
    }

    @Override
    public boolean isGone() {
      return gone;
    }
  }

  /** While he enters, others arrive. */
  private final class Host extends Visitor {
    private final Runnable meanwhile;

    Host(Runnable meanwhile) {
      super("host");
      this.meanwhile = meanwhile;
    }

    @Override
    public void enter() {
      super.enter();
      meanwhile.run();
    }
  }

  private void arrive(int count) {
    IntStream.range(0, count).forEach(i -> queue.arrive(new Visitor("guest " + i)));
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void whoComesToAQuietDoorIsInBeforeArriveReturns() {
    arrive(2);
    assertThat(entered).containsExactly("guest 0", "guest 1");
    assertThat(tasks).isEmpty();
  }

  @Test
  void othersWaitInOrderAndHoldNoThreadMeanwhile() {
    queue.arrive(
        new Host(() -> {
          arrive(3);
          assertThat(entered).containsExactly("host");
          assertThat(queue.waiting()).isEqualTo(3);
        }));
    assertThat(tasks).hasSize(1);
    work();
    assertThat(entered).containsExactly("host", "guest 0", "guest 1", "guest 2");
    arrive(1);
    assertThat(entered).hasSize(5);
  }

  @Test
  void whoWaitsIsToldAtOnceAndFromTimeToTime() {
    queue.arrive(
        new Host(() -> {
          arrive(2);
          assertThat(pending).containsExactly("guest 0 1", "guest 1 2");
          pending.clear();
          repeated.forEach(Runnable::run);
          assertThat(pending).containsExactly("guest 0 1", "guest 1 2");
          pending.clear();
        }));
    work();
    repeated.forEach(Runnable::run);
    assertThat(pending).isEmpty();
  }

  @Test
  void whoGaveUpIsPassedOver() {
    var impatient = new Visitor("impatient");
    queue.arrive(
        new Host(() -> {
          queue.arrive(impatient);
          arrive(1);
          impatient.gone = true;
        }));
    work();
    assertThat(entered).containsExactly("host", "guest 0");
    assertThat(sentAway).isEmpty();
  }

  @Test
  void whomItWouldTakeTooLongComesAgainAtATimeOfHisOwn() {
    int served = (int) EntranceQueue.WAIT_MAX.dividedBy(WORK);
    queue.arrive(new Host(() -> arrive(served + 100)));
    assertThat(sentAway).hasSize(100).doesNotHaveDuplicates().isSorted();
    assertThat(sentAway.getFirst()).isGreaterThan(EntranceQueue.WAIT_MAX);
    work();
    assertThat(entered).hasSize(1 + served);
  }

  /** Otherwise one slow moment would put all those off for long who come after it. */
  @Test
  void turnsThatWereGivenBeforeTheDoorWasQuietCountNoMore() {
    int served = (int) EntranceQueue.WAIT_MAX.dividedBy(WORK);
    queue.arrive(new Host(() -> arrive(served + 200)));
    work();
    var last = sentAway.getLast();
    queue.arrive(new Host(() -> arrive(served + 1)));
    assertThat(sentAway).hasSize(201);
    assertThat(sentAway.getLast()).isEqualTo(sentAway.getFirst()).isLessThan(last);
  }

  @Test
  void whoHasWaitedTooLongComesAgainToo() {
    queue.arrive(
        new Host(() -> {
          arrive(1);
          now.addAndGet(EntranceQueue.WAIT_MAX.toNanos());
        }));
    now.addAndGet(1);
    work();
    assertThat(entered).containsExactly("host");
    assertThat(sentAway).hasSize(1);
  }
}
