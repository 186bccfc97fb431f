package org.holdline.message.control;

import org.jspecify.annotations.Nullable;

/**
 * What a client measured of its network, for the server alone.
 *
 * @param packetLoss in percent
 * @param latency in milliseconds, like {@code jitter}
 * @param bandwidthUp in kbit/s, like {@code bandwidthDown}
 * @param claimed how good the client itself finds it; the server goes by what was measured
 */
public record NetworkStats(
    double latency,
    double packetLoss,
    double jitter,
    @Nullable Double bandwidthUp,
    @Nullable Double bandwidthDown,
    @Nullable NetworkQuality claimed)
    implements Report {
  private static final double MILLIS_MAX = 60_000;
  private static final double PERCENT_MAX = 100;
  private static final double BANDWIDTH_MAX = 10_000_000;

  public NetworkStats {
    Check.range("latency", latency, MILLIS_MAX);
    Check.range("packet_loss", packetLoss, PERCENT_MAX);
    Check.range("jitter", jitter, MILLIS_MAX);
    if (bandwidthUp != null) {
      Check.range("bandwidth_up", bandwidthUp, BANDWIDTH_MAX);
    }
    if (bandwidthDown != null) {
      Check.range("bandwidth_down", bandwidthDown, BANDWIDTH_MAX);
    }
  }

  static NetworkStats read(Fields fields) {
    return new NetworkStats(
        fields.number("latency"),
        fields.number("packet_loss"),
        fields.number("jitter"),
        fields.findNumber("bandwidth_up"),
        fields.findNumber("bandwidth_down"),
        fields.find("connection_quality") == null
            ? null
            : fields.word("connection_quality", NetworkQuality.class));
  }

  @Override
  public MessageType type() {
    return MessageType.NETWORK_STATS;
  }
}
