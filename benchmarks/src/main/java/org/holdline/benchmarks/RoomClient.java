package org.holdline.benchmarks;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks {@code holdline.v1}. Frames are read and timed on the thread that
 * brings them; a benchmark waits for them on its own.
 */
final class RoomClient implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final String CLOSED = "closed";
  private static final int LINE_LOST = 1006;

  private final String join;
  private final StringBuilder partial = new StringBuilder();
  private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> pongs = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> joinSent = new CompletableFuture<>();
  private volatile @Nullable Consumer<String> tap;
  private volatile long openedAt;
  private @Nullable WebSocket socket;
  private long said;

  /** An envelope and when it had arrived and been read, by {@link System#nanoTime}. */
  record Envelope(JsonObject json, long at) {
    String type() {
      return json.getString("type");
    }

    JsonObject payload() {
      return json.getJsonObject("payload");
    }
  }

  private RoomClient(String join) {
    this.join = join;
  }

  /** Opens a socket and says {@code join} as soon as it is open. */
  static RoomClient connect(Site site, String room, String user, JsonObject join) {
    return connect(site, site.socketOf(site.server(), room), user, join);
  }

  /** The same at any node. */
  static RoomClient connect(Site site, URI address, String user, JsonObject join) {
    var client =
        new RoomClient(
            Json.createObjectBuilder().add("type", "join").add("payload", join).build().toString());
    client.socket =
        site.http()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + site.tokenOf(user))
            .subprotocols("holdline.v1")
            .buildAsync(address, client)
            .join();
    return client;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a join that was not sent is not answered
  public void onOpen(WebSocket opened) {
    openedAt = System.nanoTime();
    opened.sendText(join, true).whenComplete((sent, fault) -> joinSent.complete(true));
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    partial.append(text);
    if (last) {
      var frame = partial.toString();
      partial.setLength(0);
      take(frame);
    }
    from.request(1);
    return null;
  }

  private void take(String frame) {
    var instead = tap;
    if (instead != null) {
      instead.accept(frame);
      return;
    }
    List<JsonObject> envelopes = new ArrayList<>();
    try (var reader = Json.createReader(new StringReader(frame))) {
      var value = reader.readValue();
      if (value.getValueType() == JsonValue.ValueType.ARRAY) {
        envelopes.addAll(value.asJsonArray().getValuesAs(JsonObject.class));
      } else {
        envelopes.add(value.asJsonObject());
      }
    }
    long now = System.nanoTime();
    envelopes.forEach(each -> received.add(new Envelope(each, now)));
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    pongs.add(System.nanoTime());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed(code, reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed(LINE_LOST, String.valueOf(error.getMessage()));
  }

  private void closed(int code, String reason) {
    var payload = Json.createObjectBuilder().add("code", code).add("reason", reason);
    var json = Json.createObjectBuilder().add("type", CLOSED).add("payload", payload).build();
    received.add(new Envelope(json, System.nanoTime()));
  }

  /** Frames go there from now on, unread, and no longer to {@link #await}. */
  void tap(Consumer<String> frames) {
    tap = frames;
    received.clear();
  }

  long openedAt() {
    return openedAt;
  }

  /** One after the other: the socket refuses what comes while it sends. */
  synchronized void send(String frame) {
    joinSent.join();
    live().sendText(frame, true).join();
  }

  private WebSocket live() {
    var open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  /** The next envelope of that type; others before it are passed over. */
  Envelope await(String type) throws InterruptedException {
    return await(envelope -> envelope.type().equals(type));
  }

  Envelope await(Predicate<Envelope> wanted) throws InterruptedException {
    while (true) {
      var next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IllegalStateException("an awaited message did not come");
      }
      if (wanted.test(next)) {
        return next;
      }
      if (next.type().equals(CLOSED) || next.type().equals("error")) {
        throw new IllegalStateException("unexpected: " + next.json());
      }
    }
  }

  /** Says so many chat messages in frames that the server accepts, and waits for their acks. */
  void say(int count, String content) throws InterruptedException {
    for (int left = count; left > 0; left -= Chat.FRAME_MAX) {
      var frame = Math.min(left, Chat.FRAME_MAX);
      send(Chat.frame(said, frame, content));
      said += frame;
      for (int i = 0; i < frame; i++) {
        await("ack");
      }
    }
  }

  /** The number of the message to be said next. */
  long said() {
    return said;
  }

  /** Everything up to here has been received. */
  Envelope position() throws InterruptedException {
    send("{\"type\":\"ping\",\"payload\":{}}");
    return await("pong");
  }

  /** How long the container takes to answer a WebSocket ping, in nanoseconds. */
  long roundTrip() throws InterruptedException {
    long begun = System.nanoTime();
    live().sendPing(ByteBuffer.allocate(Long.BYTES - 1)).join();
    var at = pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (at == null) {
      throw new IllegalStateException("no pong");
    }
    return at - begun;
  }

  /** Ends the session. */
  void leave() throws InterruptedException {
    send("{\"type\":\"leave\",\"payload\":{}}");
    await(CLOSED);
    live().abort();
  }

  /** Cuts the line. */
  @Override
  public void close() {
    live().abort();
  }
}
