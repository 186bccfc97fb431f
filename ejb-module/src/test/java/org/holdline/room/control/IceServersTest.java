package org.holdline.room.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.room.control.IceSettings.BundlePolicy;
import org.holdline.room.control.IceSettings.TransportPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceServersTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aTurnCredentialIsTheUserUntilATimeSignedWithTheSharedSecret() {
    var ice = new IceServers(turn("turn:turn.example.org:3478?transport=udp", "north"), CLOCK);
    var servers = ice.serversFor(new UserId("ada"));
    assertThat(servers).hasSize(1);
    assertThat(servers.get(0).credentials())
        .isEqualTo(new TurnCredentials("1700003600:ada", "xnSlQG4JwD6eDlwPBFdbTt6sTJk="));
  }

  @Test
  void stunNeedsNoCredentials() {
    var settings = settings(List.of("stun:stun.example.org"), List.of(), null, HOUR);
    assertThat(new IceServers(settings, CLOCK).serversFor(new UserId("ada")))
        .containsExactly(new IceServers.IceServer(List.of("stun:stun.example.org"), null));
  }

  @Test
  void withoutAnyServerTheListIsEmpty() {
    var none = settings(List.of(), List.of(), null, HOUR);
    assertThat(new IceServers(none, CLOCK).serversFor(new UserId("ada"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "turn:", "http://a", "turn:a b", "stun:a", "turn:a?transport=x", "turn:a/b"})
  void whatIsNoTurnServerStopsTheStart(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> turn(url, "north"));
  }

  @Test
  void turnNeedsBothServersAndASecret() {
    assertThatIllegalArgumentException().isThrownBy(() -> turn("turn:a", null));
    assertThatIllegalArgumentException().isThrownBy(() -> turn("turn:a", " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(List.of(), List.of(), "north", HOUR));
  }

  @Test
  void credentialsLiveFromAMinuteToAWeek() {
    assertThat(settings(List.of(), List.of(), null, Duration.ofMinutes(1))).isNotNull();
    assertThat(settings(List.of(), List.of(), null, Duration.ofDays(7))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(List.of(), List.of(), null, Duration.ofSeconds(59)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(List.of(), List.of(), null, Duration.ofDays(7).plusNanos(1)));
  }

  @Test
  void relayOnlyNeedsATurnServer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new IceSettings(
                List.of(), List.of(), null, HOUR, TransportPolicy.RELAY, BundlePolicy.BALANCED));
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(turn("turn:a", "north")).asString().doesNotContain("north");
  }

  private static IceSettings turn(String url, @Nullable String secret) {
    return settings(List.of(), List.of(url), secret, HOUR);
  }

  private static IceSettings settings(
      List<String> stun, List<String> turn, @Nullable String secret, Duration life) {
    return new IceSettings(stun, turn, secret, life, TransportPolicy.ALL, BundlePolicy.BALANCED);
  }
}
