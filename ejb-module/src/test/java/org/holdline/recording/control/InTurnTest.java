package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.control.TestBackground;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thing after the other, whatever becomes of one. */
class InTurnTest {
  private final TestBackground background = new TestBackground();
  private final InTurn work = new InTurn(background::execute);
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    background.close();
  }

  @Test
  void whatIsAddedIsDoneInItsOrder() {
    var all = IntStream.range(0, 500).boxed().toList();
    all.forEach(each -> work.add(() -> done.add(each)));
    Eventually.that("all of it", () -> done.size() == all.size());
    assertThat(done).containsExactlyElementsOf(all);
  }

  @Test
  void whatFailsInWhateverWayKeepsNothingFromTheNext() {
    var failures = List.of(new IllegalStateException("refused"), new LinkageError("not loaded"));
    for (var failure : failures) {
      work.add(() -> {
        throw thrown(failure);
      });
    }
    work.add(() -> done.add(1));
    Eventually.that("the next", () -> done.size() == 1);
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
