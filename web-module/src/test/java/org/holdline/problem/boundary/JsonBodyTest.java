package org.holdline.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static JsonBody body(String text) {
    return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String refusal(String text, Consumer<JsonBody> reading) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> reading.accept(body(text)));
    return refusal == null ? "accepted" : refusal.code();
  }

  @Test
  void numbersAreNumbers() {
    var body = body("{\"a\": 1, \"b\": 2.5e1, \"c\": null, \"other\": [\"ignored\"]}");
    assertThat(body.number("a")).isEqualTo(1);
    assertThat(body.number("b")).isEqualTo(25);
    assertThat(body.findNumber("c")).isEmpty();
    assertThat(body.findNumber("d")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "[]",
        "1",
        "null",
        "\"a\"",
        "{'a':1}",
        "{\"a\":1}}",
        "{} {}",
        "{\"a\":01}"
      })
  void whatIsNoJsonObjectIsMalformed(String text) {
    assertThat(refusal(text, body -> {})).isEqualTo("invalid_payload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":null}", "{\"a\":\"1\"}", "{\"a\":true}", "{\"a\":[1]}"})
  void aMissingOrWrongFieldIsInvalid(String text) {
    assertThat(refusal(text, body -> body.number("a"))).isEqualTo("validation_error");
  }

  @Test
  void aBodyHasItsLimit() {
    var most = "{}" + " ".repeat(65_534);
    assertThat(refusal(most, body -> {})).isEqualTo("accepted");
    assertThat(refusal(most + " ", body -> {})).isEqualTo("message_too_large");
    assertThat(refusal("[".repeat(60_000), body -> {})).isEqualTo("invalid_payload");
  }
}
