package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalSettingsTest {
  private static final Duration MAX = Duration.ofSeconds(10);

  @Test
  void thereIsARehearsalWhereSomebodySaysWhere() {
    assertThat(RehearsalSettings.of("127.0.0.1:8080", MAX).sockets())
        .isEqualTo(URI.create("ws://127.0.0.1:8080/webrtc/ws/"));
    assertThat(RehearsalSettings.of("[::1]:8080", MAX).sockets())
        .isEqualTo(URI.create("ws://[::1]:8080/webrtc/ws/"));
  }

  @Test
  void withoutAnAddressOrTimeThereIsNone() {
    assertThat(RehearsalSettings.of("", MAX).sockets()).isNull();
    assertThat(RehearsalSettings.of("127.0.0.1:8080", Duration.ZERO).sockets()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "http://127.0.0.1:8080", "8080", "somewhere:", "a b:1"})
  void whatIsNoAddressStopsTheStart(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> RehearsalSettings.of(address, MAX));
  }

  @Test
  void aNegativeTimeStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RehearsalSettings.of("", Duration.ofSeconds(-1)));
  }
}
