package org.holdline.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.problem.entity.UnavailableException;
import org.junit.jupiter.api.Test;

/** What is brought is written once the database can take it, and nobody waits for it. */
class BatchWriterTest {
  private static final int POISON = -1;

  private final List<Integer> written = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private boolean away;
  private final BatchWriter<Integer> writer =
      new BatchWriter<>("numbers", this::store, refused::incrementAndGet);

  private void store(List<Integer> batch) {
    if (away) {
      throw new UnavailableException("database_unavailable", "away");
    }
    if (batch.contains(POISON)) {
      throw new IllegalStateException("refused");
    }
    written.addAll(batch);
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      writer.turn();
    }
  }

  @Test
  void whatIsBroughtIsWrittenInOrderByTheTimer() {
    for (int i = 0; i < 1200; i++) {
      assertThat(writer.offer(i)).isTrue();
    }
    assertThat(written).isEmpty();
    assertThat(writer.waiting()).isEqualTo(1200);
    assertThat(writer.isSettled()).isFalse();
    writer.turn();
    assertThat(written).hasSize(1200).isSorted();
    assertThat(writer.isSettled()).isTrue();
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForAndLeftInPeaceMeanwhile() {
    away = true;
    assertThat(writer.offer(1)).isTrue();
    writer.turn();
    assertThat(writer.isSettled()).isFalse();
    away = false;
    writer.turn();
    assertThat(written).isEmpty();
    assertThat(writer.offer(2)).isTrue();
    turns(20);
    assertThat(written).containsExactly(1, 2);
    assertThat(writer.isSettled()).isTrue();
  }

  @Test
  void oneThatIsRefusedKeepsBackNoOther() {
    for (int each : new int[] {1, POISON, 2}) {
      assertThat(writer.offer(each)).isTrue();
    }
    writer.turn();
    assertThat(written).containsExactly(1, 2);
    assertThat(refused).hasValue(1);
    assertThat(writer.isSettled()).isTrue();
  }

  @Test
  void aFullQueueTakesNoMoreUntilItIsWritten() {
    away = true;
    for (int i = 0; i < BatchWriter.QUEUE_MAX; i++) {
      assertThat(writer.offer(i)).isTrue();
    }
    assertThat(writer.offer(7)).isFalse();
    assertThat(writer.offer(7, Duration.ofMillis(1))).isFalse();
    away = false;
    writer.turn();
    assertThat(writer.offer(7, Duration.ofMillis(1))).isTrue();
  }
}
