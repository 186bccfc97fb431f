package org.holdline.message.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParcelTest {
  private static String envelope(int chars) {
    return "\"" + "x".repeat(chars - 2) + "\"";
  }

  /** Reads a frame as a client does. */
  private static String read(ByteBuffer frame) {
    assertThat(frame.get()).as("a whole text message").isEqualTo((byte) 0x81);
    int code = frame.get();
    long length =
        switch (code) {
          case 126 -> Short.toUnsignedLong(frame.getShort());
          case 127 -> frame.getLong();
          default -> code;
        };
    assertThat(frame.remaining()).isEqualTo((int) length);
    return StandardCharsets.UTF_8.decode(frame).toString();
  }

  @Test
  void theFrameOnTheLineHoldsTheTextWhateverItsLength() {
    Stream.of(2, 125, 126, 65_535, 65_536, 100_000)
        .map(ParcelTest::envelope)
        .forEach(text -> assertThat(read(Parcel.of(text).bytes())).isEqualTo(text));
  }

  @Test
  void lengthsAreCountedInBytes() {
    var text = "\"" + "ä€😀".repeat(20) + "\"";
    assertThat(read(Parcel.of(text).bytes())).isEqualTo(text);
  }

  @Test
  void theBytesAreThereForEachConnection() {
    var parcel = Parcel.of("{}");
    assertThat(read(parcel.bytes())).isEqualTo("{}");
    assertThat(read(parcel.bytes())).isEqualTo("{}");
  }

  @Test
  void manyAreDividedInOrder() {
    var large = envelope(Parcel.CHARS_MAX / 2);
    var tooLarge = envelope(Parcel.CHARS_MAX + 1);
    var parcels = Parcel.of(List.of("1", large, "2", large, tooLarge, "3"));
    assertThat(parcels)
        .extracting(Parcel::envelopes)
        .containsExactly(List.of("1", large, "2"), List.of(large), List.of(tooLarge), List.of("3"));
    assertThat(Parcel.joined(parcels).envelopes())
        .containsExactly("1", large, "2", large, tooLarge, "3");
    assertThat(Parcel.of(List.of())).isEmpty();
  }
}
