package org.holdline.limit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingsTest {
  @Test
  void whatIsNotNamedStaysAsItIs() {
    var settings = LimitSettings.parse("chat_message=120/PT30S, signaling=off");
    assertThat(settings.find(Budget.CHAT_MESSAGE))
        .contains(new Allowance(120, Duration.ofSeconds(30)));
    assertThat(settings.find(Budget.SIGNALING)).isEmpty();
    assertThat(settings.find(Budget.HAND_RAISE)).contains(Budget.HAND_RAISE.usual());
  }

  @Test
  void theLaterWinsAndAllIsEachOfThem() {
    var settings = LimitSettings.parse("all=off,reaction=7/PT1H");
    assertThat(settings.allowances())
        .containsOnlyKeys(Budget.REACTION)
        .containsValue(new Allowance(7, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat",
        "chat_message",
        "chat_message=",
        "chat_message=0/PT1M",
        "chat_message=x/PT1M",
        "chat_message=5/PT0.5S",
        "chat_message=5/P2D",
        "chat_message=5/minute",
        "chat_message=5/PT1M/2",
        "reactions=5/PT1M",
        "all=on"
      })
  void whatIsWrongStopsTheStartAndNamesItsKey(String changes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitSettings.parse(changes))
        .withMessageContaining("holdline.limits");
  }
}
