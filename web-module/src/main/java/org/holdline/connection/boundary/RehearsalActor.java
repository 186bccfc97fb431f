package org.holdline.connection.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** One participant of a rehearsal: enters, talks, loses his line, comes back, leaves. */
final class RehearsalActor {
  /**
   * A cold node may need seconds for a first step; over a handshake given up midway its container
   * prints stack traces.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int LINES = 5;

  private final HttpClient http;
  private final Supplier<URI> door;
  private final String clientId = "rehearsal-" + UUID.randomUUID();

  private RehearsalActor(HttpClient http, Supplier<URI> door) {
    this.http = http;
    this.door = door;
  }

  /**
   * Plays one part from beginning to end.
   *
   * @param door the room's address, each time with a new ticket of the same person
   * @throws IOException when a line of it fails
   */
  static void play(HttpClient http, Supplier<URI> door) throws IOException, InterruptedException {
    new RehearsalActor(http, door).play();
  }

  private void play() throws IOException, InterruptedException {
    JsonObject joined;
    try (var line = open()) {
      joined = line.enter(Json.createObjectBuilder());
      for (int i = 0; i < LINES; i++) {
        line.send("chat-message", Json.createObjectBuilder().add("content", "line " + i));
        line.await("ack");
      }
    }
    try (var line = open()) {
      line.enter(
          Json.createObjectBuilder()
              .add("resume_token", joined.getString("resume_token"))
              .add("epoch", joined.getString("epoch"))
              .add("last_sequence", joined.getJsonNumber("sequence")));
      line.await("reconnection-detected");
      line.send("leave", Json.createObjectBuilder());
      line.awaitEnd();
    }
  }

  private OpenLine open() throws IOException, InterruptedException {
    var ear = new Ear();
    return new OpenLine(
        of(
            http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols(RoomEndpoint.SUBPROTOCOL)
                .buildAsync(door.get(), ear)),
        ear);
  }

  private static <T> T of(CompletableFuture<T> coming) throws IOException, InterruptedException {
    try {
      return coming.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      coming.cancel(true);
      throw new IOException(e);
    }
  }

  private final class OpenLine implements AutoCloseable {
    private final WebSocket socket;
    private final Ear ear;

    OpenLine(WebSocket socket, Ear ear) {
      this.socket = socket;
      this.ear = ear;
    }

    JsonObject enter(JsonObjectBuilder join) throws IOException, InterruptedException {
      send("join", join.add("client_id", clientId));
      var joined = await("joined");
      send(
          "ack",
          Json.createObjectBuilder()
              .add("sequence", joined.getJsonNumber("sequence"))
              .add("epoch", joined.getString("epoch")));
      return joined;
    }

    void send(String type, JsonObjectBuilder payload) throws IOException, InterruptedException {
      var envelope =
          Json.createObjectBuilder()
              .add("type", type)
              .add("id", UUID.randomUUID().toString())
              .add("payload", payload)
              .build();
      of(socket.sendText(envelope.toString(), true));
    }

    JsonObject await(String type) throws IOException, InterruptedException {
      return ear.await(type);
    }

    void awaitEnd() throws IOException, InterruptedException {
      of(ear.ended);
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  private static final class Ear implements WebSocket.Listener {
    private static final int HEARD_MAX = 1_000;

    private final StringBuilder frame = new StringBuilder();
    private final BlockingQueue<JsonObject> heard = new ArrayBlockingQueue<>(HEARD_MAX);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      frame.append(text);
      if (last) {
        envelopes().forEach(heard::add);
        frame.setLength(0);
      }
      from.request(1);
      return null;
    }

    private List<JsonObject> envelopes() {
      try (var reader = Json.createReader(new StringReader(frame.toString()))) {
        var read = reader.read();
        return read.getValueType() == JsonValue.ValueType.ARRAY
            ? read.asJsonArray().getValuesAs(JsonObject.class)
            : List.of(read.asJsonObject());
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.complete(true);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.completeExceptionally(error);
    }

    JsonObject await(String type) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (long left = PATIENCE.toNanos(); left > 0; left = deadline - System.nanoTime()) {
        var next = heard.poll(left, TimeUnit.NANOSECONDS);
        if (next != null && next.getString("type").equals(type)) {
          return next.getJsonObject("payload");
        }
      }
      throw new IOException("no " + type);
    }
  }
}
