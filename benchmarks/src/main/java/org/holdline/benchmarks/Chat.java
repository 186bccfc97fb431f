package org.holdline.benchmarks;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What clients of the benchmarks say. */
final class Chat {
  /** Envelopes in one frame. */
  static final int FRAME_MAX = 100;

  private Chat() {}

  /** A frame of so many chat messages with the ids from {@code first} on. */
  static String frame(long first, int count, String content) {
    var frame = Json.createArrayBuilder();
    for (long i = first; i < first + count; i++) {
      frame.add(
          Json.createObjectBuilder()
              .add("type", "chat-message")
              .add("id", "c-" + i)
              .add("payload", Json.createObjectBuilder().add("content", content)));
    }
    return frame.build().toString();
  }

  /** For a client that says something every ten seconds at least. */
  static JsonObject join(String client) {
    return Json.createObjectBuilder().add("client_id", client).add("background", true).build();
  }

  static JsonObject resume(String client, Position position) {
    return Json.createObjectBuilder(join(client))
        .add("resume_token", position.token())
        .add("epoch", position.epoch())
        .add("last_sequence", position.sequence())
        .build();
  }

  /** Where a session goes on. */
  record Position(String token, String epoch, long sequence) {}
}
