package org.holdline.system.wire;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The ways into one running server: WebSocket handshakes of any kind, and plain HTTP. Whatever it
 * answers is held against its contract.
 */
public final class Doors {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;

  public Doors(URI server) {
    this.server = server;
  }

  /** A room that no test has used. */
  public static String newRoom() {
    return "room-" + UUID.randomUUID();
  }

  /** Joins as an SDK in the background, which may be silent for 15 s, and waits until it is in. */
  public RoomSocket enter(String room, String token) {
    return enter(room, token, Map.of());
  }

  /** The same, with more to say in {@code join}; see {@link Json#of}. */
  public RoomSocket enter(String room, String token, Map<String, Object> join) {
    var socket = sdk(room, token);
    socket.join(join);
    socket.await("joined");
    return socket;
  }

  /** Connects as an SDK that has not joined yet. */
  public RoomSocket sdk(String room, String token) {
    return open("/webrtc/ws/" + room, Map.of("Authorization", "Bearer " + token), "holdline.v1");
  }

  /** Connects as a client of the old systems, which is joined by that. */
  public RoomSocket plain(String roomAndQuery, String token) {
    return open("/webrtc/ws/" + roomAndQuery, Map.of("Authorization", "Bearer " + token), "");
  }

  /**
   * Any handshake.
   *
   * @param subprotocol empty for none
   * @throws RefusedException when the server answers with anything but a WebSocket
   */
  public RoomSocket open(String pathAndQuery, Map<String, String> headers, String subprotocol) {
    var address = URI.create("ws" + server.toString().substring("http".length()) + pathAndQuery);
    return RoomSocket.open(
        HTTP, address, headers, subprotocol, Contract.of(HTTP, server).orElse(null));
  }

  public HttpResponse<String> get(String path, String token) {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  public HttpResponse<String> getOpenly(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String token, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Any request with a JSON body; further headers by name and value in turns. */
  public HttpResponse<String> send(
      String method, String path, String token, String json, String... headers) {
    var request =
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The same without saying who asks. */
  public HttpResponse<String> sendOpenly(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> delete(String path, String token) {
    return send(request(path).header("Authorization", "Bearer " + token).DELETE());
  }

  /** A single-use ticket for a handshake. */
  public String ticket(String token) {
    return body(post("/webrtc/tickets", token, "{}"), 201).getString("ticket");
  }

  public static JsonObject body(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return Json.object(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER_LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder asked) {
    try {
      var request = asked.build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      Contract.of(HTTP, server).ifPresent(contract -> contract.check(request.method(), answer));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
