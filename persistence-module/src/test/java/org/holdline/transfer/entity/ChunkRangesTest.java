package org.holdline.transfer.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkRangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0-99,120,130-140 | 0-99,120,130-140 | 112
          5                | 5                | 1
          3-4,1-2          | 1-4              | 4
          1-10,2-3         | 1-10             | 10
          7,7              | 7                | 1
          """)
  void whatTouchesBecomesOne(String said, String read, int count) {
    assertThat(ChunkRanges.parse(said).text()).isEqualTo(read);
    assertThat(ChunkRanges.parse(said).count()).isEqualTo(count);
  }

  @Test
  void nothingIsSaidByNothing() {
    assertThat(ChunkRanges.parse("")).isEqualTo(ChunkRanges.NONE);
    assertThat(ChunkRanges.all(0).text()).isEmpty();
    assertThat(ChunkRanges.all(3).text()).isEqualTo("0-2");
    assertThat(ChunkRanges.parse("4-9").end()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2-1", "1,", "a", "1-2-3", "9999999999", " 1"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ChunkRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
