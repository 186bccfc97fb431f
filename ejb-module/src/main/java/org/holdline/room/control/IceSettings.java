package org.holdline.room.control;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How clients find a path to each other.
 *
 * @param turnSecret shared with the TURN servers; null only without any
 * @param credentialLife of the credentials made from it
 */
public record IceSettings(
    List<String> stunUrls,
    List<String> turnUrls,
    @Nullable String turnSecret,
    Duration credentialLife,
    TransportPolicy transportPolicy,
    BundlePolicy bundlePolicy) {
  private static final Pattern STUN = Pattern.compile("stuns?:[^\\s/?]+");
  private static final Pattern TURN = Pattern.compile("turns?:[^\\s/?]+(\\?transport=(udp|tcp))?");
  private static final Duration LIFE_MIN = Duration.ofMinutes(1);
  private static final Duration LIFE_MAX = Duration.ofDays(7);

  /** Which candidates a client may use. */
  public enum TransportPolicy {
    ALL("all"),
    RELAY("relay");

    private final String wireName;

    TransportPolicy(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /** How media share a transport. */
  public enum BundlePolicy {
    BALANCED("balanced"),
    MAX_COMPAT("max-compat"),
    MAX_BUNDLE("max-bundle");

    private final String wireName;

    BundlePolicy(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  public IceSettings {
    stunUrls = checked(stunUrls, STUN);
    turnUrls = checked(turnUrls, TURN);
    require(turnUrls.isEmpty() == (turnSecret == null), "TURN needs both servers and a secret");
    require(turnSecret == null || !turnSecret.isBlank(), "the TURN secret must not be blank");
    require(
        transportPolicy != TransportPolicy.RELAY || !turnUrls.isEmpty(),
        "relay only needs a TURN server");
    require(
        credentialLife.compareTo(LIFE_MIN) >= 0 && credentialLife.compareTo(LIFE_MAX) <= 0,
        "TURN credentials live from one minute to seven days");
  }

  @Override
  public String toString() {
    return "IceSettings[stun=" + stunUrls + ", turn=" + turnUrls + ", secret=[redacted]]";
  }

  private static List<String> checked(List<String> urls, Pattern form) {
    for (var url : urls) {
      require(form.matcher(url).matches(), "not a server address: " + url);
    }
    return List.copyOf(urls);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
