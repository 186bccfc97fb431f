package org.holdline.room.control;

import static org.holdline.message.control.ConnectionQuality.FAIR;
import static org.holdline.message.control.ConnectionQuality.GOOD;
import static org.holdline.message.control.ConnectionQuality.POOR;

import java.util.List;
import java.util.Map;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.NetworkQuality;
import org.holdline.message.control.NetworkStats;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a client measured of its connection.
 *
 * @param packetLossPercent 0 to 100, not a fraction
 */
public record QualityReport(
    double latencyMs, double packetLossPercent, double jitterMs, @Nullable Double bandwidthKbps) {
  private static final double MILLIS_MAX = 60_000;
  private static final double PERCENT_MAX = 100;
  private static final double BANDWIDTH_MAX = 10_000_000;
  private static final double MILLIONTHS = 1e6;

  /**
   * Checks the bounds.
   *
   * @throws ProblemException {@code invalid_parameter}, naming the field
   */
  public QualityReport {
    check("latency_ms", latencyMs, MILLIS_MAX);
    check("packet_loss_percent", packetLossPercent, PERCENT_MAX);
    check("jitter_ms", jitterMs, MILLIS_MAX);
    if (bandwidthKbps != null) {
      check("bandwidth_kbps", bandwidthKbps, BANDWIDTH_MAX);
    }
  }

  /**
   * What older clients say as a fraction, as percent.
   *
   * @throws ProblemException {@code invalid_parameter} when it is no fraction
   */
  public static double percent(double packetLoss) {
    check("packet_loss", packetLoss, 1);
    return Math.round(packetLoss * PERCENT_MAX * MILLIONTHS) / MILLIONTHS;
  }

  public static QualityReport of(NetworkStats stats) {
    return new QualityReport(
        stats.latency(), stats.packetLoss(), stats.jitter(), stats.bandwidthUp());
  }

  /** A value on the border belongs to the better class. */
  public ConnectionQuality quality() {
    if (exceeds(300, 5, 50)) {
      return POOR;
    }
    return exceeds(150, 2, 30) ? FAIR : GOOD;
  }

  /** The same, with one step more at the upper end. */
  public NetworkQuality networkQuality() {
    return switch (quality()) {
      case POOR -> NetworkQuality.POOR;
      case FAIR -> NetworkQuality.FAIR;
      case GOOD, UNKNOWN -> exceeds(80, 0.5, 15) ? NetworkQuality.GOOD : NetworkQuality.EXCELLENT;
    };
  }

  /** What a person could do about it, most useful first. */
  public List<String> recommendations() {
    return switch (quality()) {
      case POOR ->
          List.of(
              "Lower the video quality",
              "Close applications that use much bandwidth",
              "Check the network connection",
              "Reconnect if it stays like this");
      case FAIR ->
          List.of("The connection could be more stable", "Lower the video quality if it lags");
      case GOOD, UNKNOWN -> List.of();
    };
  }

  private boolean exceeds(double latency, double loss, double jitter) {
    return latencyMs > latency || packetLossPercent > loss || jitterMs > jitter;
  }

  private static void check(String field, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new ProblemException(
          Kind.INVALID,
          "invalid_parameter",
          "A measurement is out of its bounds",
          Map.of("field", field, "rule", "must be from 0 to " + (long) max));
    }
  }
}
