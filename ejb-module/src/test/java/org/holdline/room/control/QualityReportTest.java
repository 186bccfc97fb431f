package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.holdline.message.control.ConnectionQuality;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityReportTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, GOOD",
    "150, 2, 30, GOOD",
    "150.1, 2, 30, FAIR",
    "150, 2.01, 30, FAIR",
    "150, 2, 30.1, FAIR",
    "300, 5, 50, FAIR",
    "300.1, 5, 50, POOR",
    "300, 5.01, 50, POOR",
    "300, 5, 50.1, POOR",
    "60000, 100, 60000, POOR",
    "50, 0.5, 10, GOOD",
    "180, 2.5, 35, FAIR",
    "400, 8, 80, POOR"
  })
  void aValueOnTheBorderBelongsToTheBetterClass(
      double latency, double loss, double jitter, ConnectionQuality expected) {
    assertThat(new QualityReport(latency, loss, jitter, null).quality()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 0, 0, 0, latency_ms",
    "60000.1, 0, 0, 0, latency_ms",
    "NaN, 0, 0, 0, latency_ms",
    "Infinity, 0, 0, 0, latency_ms",
    "0, -1, 0, 0, packet_loss_percent",
    "0, 100.1, 0, 0, packet_loss_percent",
    "0, 0, NaN, 0, jitter_ms",
    "0, 0, 60001, 0, jitter_ms",
    "0, 0, 0, -1, bandwidth_kbps",
    "0, 0, 0, 10000001, bandwidth_kbps"
  })
  void aMeasurementOutOfItsBoundsIsRefusedByName(
      double latency, double loss, double jitter, double bandwidth, String field) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new QualityReport(latency, loss, jitter, bandwidth))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("invalid_parameter"))
        .satisfies(problem -> assertThat(problem.details()).containsEntry("field", field));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.01, 1", "0.02, 2", "0.07, 7", "0.0001, 0.01", "1, 100"})
  void aFractionIsSoManyPercent(double fraction, double percent) {
    assertThat(QualityReport.percent(fraction)).isEqualTo(percent);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, 5, Double.NaN})
  void whatIsNoFractionIsNotTakenForOne(double loss) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> QualityReport.percent(loss))
        .satisfies(problem -> assertThat(problem.details()).containsEntry("field", "packet_loss"));
  }

  @Test
  void thePoorerTheConnectionTheMoreIsRecommended() {
    assertThat(new QualityReport(400, 0, 0, null).recommendations()).hasSize(4);
    assertThat(new QualityReport(200, 0, 0, null).recommendations()).hasSize(2);
    assertThat(new QualityReport(0, 0, 0, 10_000_000.0).recommendations()).isEmpty();
  }
}
