package org.holdline.message.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Notice;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.ServerPayload;
import org.holdline.message.control.Wire;
import org.junit.jupiter.api.Test;

class WritingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final JsonMessageCodec codec = new JsonMessageCodec();

  @Test
  void anEnvelopeOfAUserNamesHimAndGetsItsPositionLast() {
    var body =
        codec.envelope(new OutgoingEnvelope(chat("hi"), "standup", JsonMessageCodecTest.ADA, NOON));
    assertThat(Wire.positioned(body, "e1", 17))
        .isEqualTo(
            """
            {"type":"chat-message","payload":{"message_id":"m1","user_id":"u-ada",\
            "username":"Ada","content":"hi","message_type":"text",\
            "timestamp":"2026-11-21T12:00:00.000Z"},"room_id":"standup","sender_id":"u-ada",\
            "sender_session_id":"s_1","sender_name":"Ada",\
            "timestamp":"2026-11-21T12:00:00.000Z","seq":17,"epoch":"e1"}\
            """);
  }

  @Test
  void whatTheServerSaysHasNoSender() {
    var body = codec.envelope(OutgoingEnvelope.ofServer(new ServerPayload.Ping(), "r", NOON));
    assertThat(body)
        .isEqualTo(
            """
            {"type":"ping","payload":{},"room_id":"r","timestamp":"2026-11-21T12:00:00.000Z"}\
            """);
  }

  @Test
  void aFrameOfOneIsTheEnvelopeItselfAndOfSeveralAnArray() {
    assertThat(Wire.frame(List.of("{}"))).isEqualTo("{}");
    assertThat(Wire.frame(List.of("{}", "{}"))).isEqualTo("[{},{}]");
  }

  @Test
  void aRefusalWaitsWholeSecondsRoundedUp() {
    var problem =
        new ServerPayload.Problem(
            "redis_unavailable", "Later", "c1", Duration.ofMillis(1_001), Map.of("n", 3));
    assertThat(codec.payload(problem))
        .isEqualTo(
            """
            {"code":"redis_unavailable","message":"Later","id":"c1","retry_after":2,\
            "details":{"n":3}}\
            """);
  }

  @Property(seed = "20261121")
  void whateverIsSaidIsReadBackByAnyReader(@ForAll @NotEmpty String content) {
    assertThat(parse(codec.payload(chat(content))).getString("content")).isEqualTo(content);
  }

  private static Notice.Chat chat(String content) {
    var ada = new Notice.Author(new UserId("u-ada"), "Ada", "s_1");
    return new Notice.Chat(
        "m1", ada, new ClientPayload.Chat(content, ChatMessageType.TEXT, null, null), NOON);
  }

  private static JsonObject parse(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
