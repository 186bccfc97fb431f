package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally<String> tally = new Tally<>(2);

  @Test
  void eachHasAsManyAsHeMayHave() {
    assertThat(tally.add("ada")).isTrue();
    assertThat(tally.add("ada")).isTrue();
    assertThat(tally.add("ada")).isFalse();
    assertThat(tally.add("alan")).isTrue();
  }

  @Test
  void whoeverGivesOneBackMayHaveAnother() {
    IntStream.range(0, 5).forEach(n -> tally.add("ada"));
    tally.remove("ada");
    assertThat(tally.add("ada")).isTrue();
    assertThat(tally.add("ada")).isFalse();
  }
}
