package org.holdline.system.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Files as a plain client of HTTP sends and receives them. */
public final class FileDoors {
  public static final int CHUNK = 65_536;

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;
  private final Doors doors;
  private final String room;

  public FileDoors(URI server, String room) {
    this.server = server;
    this.doors = new Doors(server);
    this.room = room;
  }

  private String path(String id, String more) {
    return "/webrtc/rooms/" + room + "/file-transfer/" + id + more;
  }

  /** An offer of one file to one user. */
  public JsonObject offer(String token, String receiver, String name, byte[] content) {
    var offer =
        Json.of(
            "receiver_id",
            receiver,
            "filename",
            name,
            "file_size",
            content.length,
            "mime_type",
            "application/octet-stream",
            "checksum",
            hex(content));
    return Doors.body(offer(token, offer), 200);
  }

  public HttpResponse<String> offer(String token, JsonObject offer) {
    return doors.post("/webrtc/rooms/" + room + "/file-transfer/offer", token, offer.toString());
  }

  /** A route of one transfer. */
  public HttpResponse<String> send(
      String method, String id, String more, String token, String json) {
    return doors.send(method, path(id, more), token, json);
  }

  public JsonObject done(String method, String id, String more, String token) {
    return Doors.body(send(method, id, more, token, ""), 200);
  }

  /** The manifest of one file. */
  public JsonObject list(String token, String id, String name, byte[] content) {
    return Doors.body(send("PUT", id, "/manifest", token, manifest(name, content).toString()), 200);
  }

  public static JsonObject manifest(String name, byte[] content) {
    return Json.of("files", array(file(name, content)), "complete", true);
  }

  public static JsonArray array(JsonObject... objects) {
    var array = jakarta.json.Json.createArrayBuilder();
    Arrays.stream(objects).forEach(array::add);
    return array.build();
  }

  public static JsonObject file(String path, byte[] content) {
    return file(path, content, CHUNK);
  }

  /** A file in chunks of so many bytes. */
  public static JsonObject file(String path, byte[] content, int chunkBytes) {
    int chunks = Math.ceilDiv(content.length, chunkBytes);
    var digests = new byte[chunks * 32];
    for (int i = 0; i < chunks; i++) {
      int end = Math.min(content.length, (i + 1) * chunkBytes);
      var chunk = Arrays.copyOfRange(content, i * chunkBytes, end);
      System.arraycopy(sha256(chunk), 0, digests, i * 32, 32);
    }
    return Json.of(
        "path",
        path,
        "size",
        content.length,
        "sha256",
        hex(content),
        "digests",
        Base64.getEncoder().encodeToString(digests));
  }

  public static byte[] chunk(byte[] content, int number) {
    return chunks(content, number, 1);
  }

  public static byte[] chunks(byte[] content, int first, int count) {
    return Arrays.copyOfRange(
        content, first * CHUNK, Math.min(content.length, (first + count) * CHUNK));
  }

  public static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256(content));
  }

  /** Stores chunks; headers by name and value in turns. */
  public HttpResponse<String> put(
      String token, String id, int first, byte[] bytes, String... headers) {
    return answer(
        HTTP.sendAsync(putting(token, id, first, bytes, headers), BodyHandlers.ofString()));
  }

  /** The same without waiting. */
  public CompletableFuture<HttpResponse<String>> putSoon(
      String token, String id, int first, byte[] bytes) {
    return HTTP.sendAsync(putting(token, id, first, bytes), BodyHandlers.ofString());
  }

  private HttpRequest putting(String token, String id, int first, byte[] bytes, String... headers) {
    var request =
        request(token, path(id, "/chunks/" + first))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(ANSWER_LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  /** Raw bytes of a transfer: chunks or files; headers by name and value in turns. */
  public HttpResponse<byte[]> get(String token, String id, String more, String... headers) {
    var request = request(token, path(id, more)).GET();
    return answer(
        HTTP.sendAsync(
            (headers.length == 0 ? request : request.headers(headers)).build(),
            BodyHandlers.ofByteArray()));
  }

  private static <T> T answer(CompletableFuture<T> sent) {
    return sent.orTimeout(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Promises more bytes than it sends, and drops the line. */
  public void putAndCut(String token, String id, int first, byte[] bytes, int promised) {
    var head =
        "PUT %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
            .formatted(path(id, "/chunks/" + first), server.getAuthority(), token, promised);
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      var out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which chunks are where. */
  public JsonObject chunks(String token, String id) {
    return done("GET", id, "/chunks", token);
  }

  /** Gives up all of somebody's that are not over. */
  public void cancelAll(String token) {
    for (var status : new String[] {"pending", "active", "paused"}) {
      var found = Doors.body(doors.get("/webrtc/file-transfers?status=" + status, token), 200);
      for (var each : found.getJsonArray("transfers").getValuesAs(JsonObject.class)) {
        var path =
            "/webrtc/rooms/%s/file-transfer/%s"
                .formatted(each.getString("room_id"), each.getString("transfer_id"));
        doors.delete(path, token);
      }
    }
  }
}
