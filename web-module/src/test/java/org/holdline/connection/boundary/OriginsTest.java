package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private static final Origins ORIGINS = Origins.of(List.of(" https://Intranet.example "));

  @ParameterizedTest
  @CsvSource({
    "https://intranet.example, rooms.example",
    "https://INTRANET.example, rooms.example",
    "https://rooms.example, rooms.example",
    "https://rooms.example, rooms.example:443",
    "http://127.0.0.1:8080, 127.0.0.1:8080",
    "http://[::1]:8080, [::1]:8080"
  })
  void ownAndListedPagesConnect(String origin, String host) {
    assertThat(ORIGINS.allow(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, rooms.example",
    "http://intranet.example, rooms.example",
    "https://intranet.example.evil.example, rooms.example",
    "https://rooms.example:8443, rooms.example",
    "https://rooms.example@evil.example, rooms.example",
    "null, rooms.example",
    "null, null",
    "'', ''",
    "file://rooms.example, rooms.example"
  })
  void othersDoNot(String origin, String host) {
    assertThat(ORIGINS.allow(origin, host)).isFalse();
  }

  @Test
  void programsSendNoOrigin() {
    assertThat(ORIGINS.allow(null, "rooms.example")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "intranet.example", "https://intranet.example/", ""})
  void aListOfAnythingElseStopsTheStart(String configured) {
    assertThatThrownBy(() -> Origins.of(List.of(configured)))
        .hasMessageContaining("holdline.origins");
  }
}
