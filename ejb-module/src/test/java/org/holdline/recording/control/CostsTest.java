package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.holdline.recording.entity.Quality;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final int LONG = 100;

  private final Costs costs = new Costs();

  private void learn(List<Quality> running, double processors) {
    for (int time = 0; time < LONG; time++) {
      costs.learn(running, processors);
    }
  }

  @Test
  void theTableCountsWhileNothingIsLearnt() {
    assertThat(costs.of(Quality.LOW)).isEqualTo(0.4);
    costs.learn(List.of(), 1);
    assertThat(costs.of(Quality.LOW)).isEqualTo(0.4);
  }

  @Test
  void whatRecordingsTakeIsLearntLittleByLittle() {
    costs.learn(List.of(Quality.LOW), 0.6);
    assertThat(costs.of(Quality.LOW)).isCloseTo(0.42, within(0.001));
    learn(List.of(Quality.LOW), 0.6);
    assertThat(costs.of(Quality.LOW)).isCloseTo(0.6, within(0.001));
  }

  @Test
  void itIsLearntOfThoseQualitiesThatRan() {
    learn(List.of(Quality.LOW, Quality.LOW), 0.6);
    assertThat(costs.of(Quality.LOW)).isCloseTo(0.3, within(0.001));
    assertThat(costs.of(Quality.MEDIUM)).isEqualTo(0.7);
  }

  @Test
  void ofSeveralThatRunTogetherEachHasItsPartByTheTable() {
    learn(List.of(Quality.LOW, Quality.MEDIUM), 2.2);
    assertThat(costs.of(Quality.LOW)).isCloseTo(0.8, within(0.001));
    assertThat(costs.of(Quality.MEDIUM)).isCloseTo(1.4, within(0.001));
  }

  @Test
  void neitherAQuietRoomNorABadMinuteMakesTheRule() {
    learn(List.of(Quality.LOW), 0);
    assertThat(costs.of(Quality.LOW)).isCloseTo(0.2, within(0.001));
    learn(List.of(Quality.LOW), 40);
    assertThat(costs.of(Quality.LOW)).isCloseTo(1.2, within(0.001));
  }
}
