package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.holdline.message.control.NetworkStats;
import org.holdline.message.control.Passing.Quality;
import org.holdline.message.control.VideoResolution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityAdvisorTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final NetworkStats EXCELLENT = stats(20, 0, 2, null);
  private static final NetworkStats GOOD = stats(120, 1, 20, null);
  private static final NetworkStats FAIR = stats(200, 3, 20, null);
  private static final NetworkStats POOR = stats(400, 3, 20, null);

  private final QualityAdvisor advisor = new QualityAdvisor();

  private static NetworkStats stats(
      double latency, double loss, double jitter, @Nullable Double up) {
    return new NetworkStats(latency, loss, jitter, up, null, null);
  }

  private Optional<VideoResolution> at(long second, NetworkStats stats) {
    return advisor.advise(stats, START.plusSeconds(second)).map(Quality::resolution);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 0, 2, excellent",
    "80, 0.5, 15, excellent",
    "81, 0, 0, good",
    "0, 0.6, 0, good",
    "0, 0, 31, fair",
    "301, 0, 0, poor"
  })
  void theFirstMeasurementIsAnsweredAtOnce(
      double latency, double loss, double jitter, String reason) {
    assertThat(advisor.advise(stats(latency, loss, jitter, null), START).map(Quality::reason))
        .hasValue(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, P1080",
    "3285, P1080",
    "3284, P720",
    "1580, P720",
    "1579, P480",
    "685, P480",
    "684, P360",
    "0, P360"
  })
  void whatIsAdvisedFitsIntoFourFifthsOfTheUplink(double up, VideoResolution resolution) {
    assertThat(at(0, stats(20, 0, 2, up))).hasValue(resolution);
  }

  @Test
  void worseIsAnsweredAtOnceAndTheSameNotAgain() {
    assertThat(at(0, EXCELLENT)).hasValue(VideoResolution.P1080);
    assertThat(at(1, EXCELLENT)).isEmpty();
    assertThat(at(2, POOR)).hasValue(VideoResolution.P360);
    assertThat(at(3, POOR)).isEmpty();
  }

  @Test
  void betterIsBelievedAfterAWhileAndStepByStep() {
    at(0, POOR);
    assertThat(at(1, EXCELLENT)).isEmpty();
    assertThat(at(10, EXCELLENT)).isEmpty();
    assertThat(at(11, EXCELLENT)).hasValue(VideoResolution.P480);
    assertThat(at(12, EXCELLENT)).isEmpty();
    assertThat(at(21, EXCELLENT)).hasValue(VideoResolution.P720);
    assertThat(at(31, EXCELLENT)).hasValue(VideoResolution.P1080);
    assertThat(at(100, EXCELLENT)).isEmpty();
  }

  @Test
  void aNetworkThatWaversDoesNotMakeThePictureWaver() {
    at(0, FAIR);
    for (int second = 1; second < 60; second += 2) {
      assertThat(at(second, GOOD)).isEmpty();
      assertThat(at(second + 1, FAIR)).isEmpty();
    }
    assertThat(at(61, POOR)).hasValue(VideoResolution.P360);
  }
}
