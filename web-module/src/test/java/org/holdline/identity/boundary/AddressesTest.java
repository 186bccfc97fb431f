package org.holdline.identity.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private final Addresses addresses = new Addresses(List.of("127.0.0.1", "::1", "10.0.0.7"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | | 203.0.113.9",
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | 1.1.1.1, 198.51.100.1, 10.0.0.7 | 198.51.100.1",
        "0:0:0:0:0:0:0:1 | 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | unknown | 127.0.0.1",
        "127.0.0.1 | 1.2.3.999 | 127.0.0.1",
        "127.0.0.1 | 198.51.100.1, nonsense | 127.0.0.1",
        "127.0.0.1 | | 127.0.0.1"
      })
  void theNearestThatIsNoProxyCounts(String peer, @Nullable String forwarded, String origin) {
    var headers = forwarded == null ? List.<String>of() : List.of(forwarded);
    assertThat(addresses.origin(peer, headers)).isEqualTo(origin);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(addresses.origin("10.0.0.7", List.of("198.51.100.1", "127.0.0.1")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void ofIpv6TheNetworkCounts() {
    assertThat(addresses.origin("2001:db8:1:2::1", List.of()))
        .isEqualTo(addresses.origin("2001:db8:1:2:ffff::9", List.of()))
        .isNotEqualTo(addresses.origin("2001:db8:1:3::1", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "balancer.example", "10.0.0.0/8"})
  void aProxyIsAnAddress(String proxy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Addresses(List.of(proxy)))
        .withMessageContaining("holdline.proxies");
  }
}
