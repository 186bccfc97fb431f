package org.holdline.message.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.holdline.message.control.Reading;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives, the codec answers with readings; seeds are fixed so that a find can be found
 * again.
 */
class ForeignBytesTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "null",
          "true",
          "-",
          "0",
          "1e",
          "99999999999999999999999",
          "1e999999999",
          "-0.0",
          "\"type\"",
          "\"payload\"",
          "\"id\"",
          "\"chat-message\"",
          "\"ack\"",
          "\"sequence\"",
          "\"epoch\"",
          "\"content\"",
          "\"e\"",
          " ",
          "\u0000",
          "\ufeff",
          "\u2028",
          "\ud83d",
          "NaN",
          "'",
          "/*",
          "\n");
  private static final List<String> GOOD =
      List.of(
          "{\"type\":\"chat-message\",\"id\":\"c1\",\"payload\":{\"content\":\"hi\"}}",
          "[{\"type\":\"ack\",\"payload\":{\"sequence\":12,\"epoch\":\"e1\"}},{\"type\":\"ping\"}]",
          "{\"type\":\"offer\",\"payload\":{\"sdp\":\"v=0\",\"type\":\"offer\"}}",
          "{\"type\":\"join\",\"payload\":{\"client_id\":\"a\",\"last_sequence\":-5}}");

  private final JsonMessageCodec codec = new JsonMessageCodec();
  private final Random random = new Random(20_261_121);

  @Test
  void randomBytesNeverThrow() {
    for (int i = 0; i < ROUNDS; i++) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      answers(new String(bytes, StandardCharsets.ISO_8859_1));
      answers(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void randomWordsOfJsonNeverThrow() {
    for (int i = 0; i < ROUNDS; i++) {
      var frame = new StringBuilder();
      for (int word = random.nextInt(24); word >= 0; word--) {
        frame.append(pick(WORDS));
      }
      answers(frame.toString());
    }
  }

  @Test
  void truncatedAndMutatedEnvelopesNeverThrow() {
    for (int i = 0; i < ROUNDS; i++) {
      var frame = new StringBuilder(pick(GOOD));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(frame.length());
        switch (random.nextInt(4)) {
          case 0 -> frame.setLength(Math.max(1, at));
          case 1 -> frame.setCharAt(at, (char) random.nextInt(0x10000));
          case 2 -> frame.insert(at, pick(WORDS));
          default -> frame.deleteCharAt(at).append(' ');
        }
      }
      answers(frame.toString());
    }
  }

  @Test
  void hugeNumbersAreJudgedAtOnce() {
    for (var number :
        List.of("9".repeat(60_000), "1e999999999", "-1e-999999999", "0." + "0".repeat(60_000))) {
      answers("{\"type\":\"ack\",\"payload\":{\"epoch\":\"e\",\"sequence\":" + number + "}}");
      answers("{\"type\":\"ping\",\"payload\":{\"whatever\":" + number + "}}");
    }
  }

  private void answers(String frame) {
    assertThat(codec.read(frame, JsonMessageCodecTest.ADA))
        .as(frame)
        .allSatisfy(reading -> assertThat(reading).isInstanceOf(Reading.class));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
