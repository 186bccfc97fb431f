package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.platform.control.Background;
import org.holdline.session.control.HeartbeatSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpeechTest {
  private static final HeartbeatSettings HEARTBEAT =
      new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final AtomicLong now = new AtomicLong();
  private final Liveness liveness = new Liveness(HEARTBEAT, Liveness.Expectation.IN_USE, now::get);
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private final List<String> said = new ArrayList<>();
  private boolean isFull;
  private final Speech speech = new Speech(new Later(), liveness, this::say);

  /** What is to run soon runs when the test says so. */
  private final class Later implements Background {
    @Override
    public void execute(Runnable task) {
      if (isFull) {
        throw new RejectedExecutionException("too much waits");
      }
      tasks.add(task);
    }

    @Override
    public void executePatient(Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void every(Duration pause, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forever(String name, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }

  private void say(List<ClientMessage> messages) {
    said.add(String.join(" ", messages.stream().map(ClientMessage::id).toList()));
    if (!meanwhile.isEmpty()) {
      meanwhile.remove().run();
    }
  }

  private void add(String... ids) {
    add(1, ids);
  }

  private void add(int length, String... ids) {
    speech.add(
        Stream.of(ids).map(id -> new ClientMessage(id, new ClientPayload.Ping(null))).toList(),
        length);
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  /** Starts it and returns when it can go no further. */
  private static Thread blocked(Runnable action) {
    var thread = Thread.ofPlatform().daemon().start(action);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void whatComesWhileSomethingIsSaidIsSaidTogetherAndInOrder() {
    meanwhile.add(() -> {
      add("2", "3");
      add("4");
    });
    add("1");
    work();
    add("5");
    work();
    assertThat(said).containsExactly("1", "2 3 4", "5");
  }

  @Test
  void aFrameThatBringsNothingForTheRoomStartsNothing() {
    add();
    assertThat(tasks).isEmpty();
    speech.settle();
  }

  @Test
  void whoSaysTooMuchHasToWait() throws InterruptedException {
    var late = new ArrayList<Thread>();
    meanwhile.add(() -> {
      add(Collections.nCopies(Speech.MESSAGES_MAX, "w").toArray(String[]::new));
      late.add(blocked(() -> add("late")));
    });
    add("1");
    work();
    late.getFirst().join();
    work();
    assertThat(String.join(" ", said)).startsWith("1 w w").endsWith("w late");
  }

  @Test
  void whoSaysItAtTooGreatLengthHasToWait() throws InterruptedException {
    var late = new ArrayList<Thread>();
    meanwhile.add(() -> {
      add(Speech.CHARS_MAX, "long");
      late.add(blocked(() -> add("late")));
    });
    add("1");
    work();
    late.getFirst().join();
    work();
    assertThat(String.join(" ", said)).isEqualTo("1 long late");
  }

  @Test
  void settledIsItWhenAllHasBeenAnswered() throws InterruptedException {
    add("1");
    var waiting = blocked(speech::settle);
    meanwhile.add(() -> add("2"));
    work();
    waiting.join();
    assertThat(said).containsExactly("1", "2");
  }

  @Test
  void whoeverWaitsForAnAnswerIsNotSilent() {
    add("1");
    now.addAndGet(HEARTBEAT.deadAfter().toNanos() + 1);
    assertThat(liveness.isDead()).isFalse();
    work();
    now.addAndGet(HEARTBEAT.deadAfter().toNanos() + 1);
    assertThat(liveness.isDead()).isTrue();
  }

  @Test
  void whenTooMuchElseWaitsItIsSaidByWhoeverBringsIt() {
    isFull = true;
    add("1");
    assertThat(said).containsExactly("1");
  }

  @Test
  void whatFailsKeepsNothingBack() {
    meanwhile.add(() -> {
      add("2");
      throw new IllegalStateException("a fault");
    });
    add("1");
    work();
    speech.settle();
    assertThat(said).containsExactly("1", "2");
  }
}
