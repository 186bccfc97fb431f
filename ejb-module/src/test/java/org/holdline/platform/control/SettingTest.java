package org.holdline.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final String KEY = "holdline.replay.retention";

  @Test
  void aDurationIsReadAsIso8601() {
    assertThat(Setting.duration(KEY, " PT5M ")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatIsNoDurationIsNamedByItsKey() {
    assertThatThrownBy(() -> Setting.duration(KEY, "soon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(KEY);
  }

  @Test
  void whatIsNoNumberIsNamedByItsKey() {
    assertThat(Setting.whole(KEY, "50")).isEqualTo(50);
    assertThatThrownBy(() -> Setting.whole(KEY, "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(KEY);
  }
}
