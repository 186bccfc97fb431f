package org.holdline.system.wire;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** One WebSocket to a room, which keeps everything it is told and holds it against the contract. */
public final class RoomSocket implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(10);

  private final List<String> frames = new CopyOnWriteArrayList<>();
  private final List<JsonObject> envelopes = new CopyOnWriteArrayList<>();
  private final List<String> breaches = new CopyOnWriteArrayList<>();
  private final @Nullable Contract contract;
  private final AtomicInteger ids = new AtomicInteger();
  private final String clientId = "test-" + UUID.randomUUID();
  private volatile int closeCode = -1;
  private volatile String closeReason = "";
  private volatile @Nullable WebSocket socket;

  private RoomSocket(@Nullable Contract contract) {
    this.contract = contract;
  }

  static RoomSocket open(
      HttpClient http,
      URI address,
      Map<String, String> headers,
      String subprotocol,
      @Nullable Contract contract) {
    var opened = new RoomSocket(contract);
    var builder = http.newWebSocketBuilder().connectTimeout(LIMIT);
    headers.forEach(builder::header);
    if (!subprotocol.isEmpty()) {
      builder.subprotocols(subprotocol);
    }
    try {
      opened.socket =
          builder
              .buildAsync(address, opened.new Ear())
              .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
              .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new RefusedException(refused.getResponse());
      }
      throw e;
    }
    return opened;
  }

  private WebSocket socket() {
    var opened = socket;
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }

  public String subprotocol() {
    return socket().getSubprotocol();
  }

  /** The first frame of an SDK client; it says to be in the background unless told otherwise. */
  public void join(Map<String, Object> more) {
    var payload = Json.of("client_id", clientId, "background", true);
    for (var field : more.entrySet()) {
      payload = Json.with(payload, field.getKey(), field.getValue());
    }
    sendFrame(Json.of("type", "join", "payload", payload).toString());
  }

  public String clientId() {
    return clientId;
  }

  /** Sends a message with an id of its own, which it answers with. */
  public String send(String type, JsonObject payload) {
    var id = "m" + ids.incrementAndGet();
    send(id, type, payload);
    return id;
  }

  public void send(String id, String type, JsonObject payload) {
    sendFrame(Json.of("type", type, "id", id, "payload", payload).toString());
  }

  public String say(String content) {
    return send("chat-message", Json.of("content", content));
  }

  /** Sends whatever text; a closed socket says with what it was closed. */
  public void sendFrame(String text) {
    try {
      socket().sendText(text, true).orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "closed with " + closeCode + ", told last " + received("error"), e);
    }
  }

  /** Tells what has been received, as a good SDK does at once after {@code joined}. */
  public void acknowledge(long sequence) {
    sendFrame(
        Json.of("type", "ack", "payload", Json.of("sequence", sequence, "epoch", epoch()))
            .toString());
  }

  /** Drops the line as a process that is killed does: no close frame. */
  public void cut() {
    socket().abort();
  }

  /** Everything received so far, in order. */
  public List<JsonObject> received() {
    return List.copyOf(envelopes);
  }

  /** As they came, before they were taken apart. */
  public List<String> frames() {
    return List.copyOf(frames);
  }

  public List<JsonObject> received(String type) {
    return received().stream().filter(ofType(type)).toList();
  }

  /** Contents of the chat messages received, in order. */
  public List<String> said() {
    return received("chat-message").stream()
        .map(each -> each.getJsonObject("payload").getString("content"))
        .toList();
  }

  /** The payload of the first message of that type, waiting for it. */
  public JsonObject await(String type) {
    return awaitEnvelope(ofType(type)).getJsonObject("payload");
  }

  public JsonObject awaitEnvelope(Predicate<JsonObject> wanted) {
    return patiently()
        .until(
            () -> envelopes.stream().filter(wanted).findFirst(),
            found -> found.isPresent() || isClosedWithout(wanted))
        .orElseThrow(() -> new AssertionError("closed with " + closeCode + " after " + envelopes));
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(LIMIT);
  }

  private boolean isClosedWithout(Predicate<JsonObject> wanted) {
    return closeCode != -1 && envelopes.stream().noneMatch(wanted);
  }

  /** The server's ack of the message with that id. */
  public JsonObject awaitAck(String id) {
    return awaitAnswer("ack", id);
  }

  /** The server's refusal of the message with that id. */
  public JsonObject awaitError(String id) {
    return awaitAnswer("error", id);
  }

  private JsonObject awaitAnswer(String type, String id) {
    return awaitEnvelope(
            ofType(type).and(each -> each.getJsonObject("payload").getString("id", "").equals(id)))
        .getJsonObject("payload");
  }

  /**
   * Waits until the server has sent this session everything that was meant for it up to that
   * position of the log: what has not come then will not come.
   */
  public void settle(long sequence) {
    patiently()
        .until(() -> {
          var id = send("ping", Json.of());
          return awaitAnswer("pong", id).getJsonNumber("sequence").longValue() >= sequence;
        });
  }

  public int awaitClose() {
    patiently().until(() -> closeCode != -1);
    return closeCode;
  }

  public String closeReason() {
    return closeReason;
  }

  public boolean isOpen() {
    return closeCode == -1;
  }

  public JsonObject joined() {
    return await("joined");
  }

  public String sessionId() {
    return joined().getString("session_id");
  }

  public String userId() {
    return joined().getString("user_id");
  }

  public String resumeToken() {
    return joined().getString("resume_token");
  }

  public String epoch() {
    return joined().getString("epoch");
  }

  /** The position up to which this client has received. */
  public long sequence() {
    return received().stream()
        .filter(each -> each.containsKey("seq"))
        .mapToLong(each -> each.getJsonNumber("seq").longValue())
        .max()
        .orElseGet(() -> joined().getJsonNumber("sequence").longValue());
  }

  private static Predicate<JsonObject> ofType(String type) {
    return each -> each.getString("type").equals(type);
  }

  /**
   * The same as {@link #cut}: the session is suspended and its grace ends long after the tests.
   *
   * @throws AssertionError when something that the server said was not of its contract
   */
  @Override
  public void close() {
    socket().abort();
    if (!breaches.isEmpty()) {
      throw new AssertionError(String.join("\n", breaches));
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        var frame = text.toString();
        text.setLength(0);
        frames.add(frame);
        var said = Json.objects(Json.read(frame));
        envelopes.addAll(new ArrayList<>(said));
        if (contract != null) {
          said.forEach(each -> breaches.addAll(contract.problemsOf(each.toString())));
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closeReason = reason;
      closeCode = status;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closeCode = closeCode == -1 ? 1006 : closeCode;
    }
  }
}
