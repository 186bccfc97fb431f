package org.holdline.system.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RefusedException;
import org.holdline.system.wire.RoomSocket;

/**
 * Somebody who comes back whenever his line ends, as the SDK does: after the wait that he was told,
 * with his token and his position, saying again what has no ack. Used by one thread.
 */
final class Regular implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Pattern RETRY_AFTER = Pattern.compile("retry_after=(\\d+)");

  private final Doors doors;
  private final String room;
  private final String token;
  private final List<RoomSocket> sockets = new ArrayList<>();

  Regular(Doors doors, String room, String token) {
    this.doors = doors;
    this.room = room;
    this.token = token;
    sockets.add(confirmed(doors.enter(room, token)));
  }

  private static RoomSocket confirmed(RoomSocket socket) {
    socket.acknowledge(socket.joined().getJsonNumber("sequence").longValue());
    return socket;
  }

  private RoomSocket now() {
    return sockets.getLast();
  }

  /** Returns when it has been accepted, over however many lines. */
  void say(String content) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> isOpen() && isAcknowledged(content));
  }

  private boolean isAcknowledged(String content) {
    try {
      now().send(content, "chat-message", Json.of("content", content));
      await()
          .atMost(RoomSocket.LIMIT)
          .pollInterval(POLL)
          .until(() -> hasAck(content) || !now().isOpen());
    } catch (IllegalStateException closed) {
      return false;
    }
    return hasAck(content);
  }

  private boolean hasAck(String id) {
    return now().received("ack").stream()
        .anyMatch(ack -> ack.getJsonObject("payload").getString("id").equals(id));
  }

  /** Comes back if that is needed and possible; called again and again. */
  private boolean isOpen() {
    var before = now();
    if (before.isOpen()) {
      return true;
    }
    var told = RETRY_AFTER.matcher(before.closeReason());
    pause(told.find() ? Duration.ofSeconds(Long.parseLong(told.group(1))) : Duration.ZERO);
    try {
      var socket = doors.sdk(room, token);
      socket.join(
          Map.of(
              "client_id", sockets.getFirst().clientId(),
              "resume_token", before.resumeToken(),
              "epoch", before.epoch(),
              "last_sequence", before.sequence()));
      sockets.add(confirmed(socket));
      return true;
    } catch (RefusedException | CompletionException notNow) {
      return false;
    }
  }

  private static void pause(Duration wait) {
    long from = System.nanoTime();
    await().atMost(PATIENCE).until(() -> System.nanoTime() - from >= wait.toNanos());
  }

  /** Waits for the last of what others say; comes back for it if that is needed. */
  void awaitSaid(int count) {
    try {
      await().atMost(PATIENCE).until(() -> isOpen() && said().size() >= count);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("heard only " + said(), e);
    }
  }

  /** What others said, over all lines, in the order in which it came. */
  List<String> said() {
    return sockets.stream().flatMap(socket -> socket.said().stream()).toList();
  }

  List<String> received(String type) {
    return sockets.stream()
        .flatMap(socket -> socket.received(type).stream())
        .map(Object::toString)
        .toList();
  }

  /** Of the lines that have ended. */
  List<Integer> closeCodes() {
    return sockets.stream().limit(sockets.size() - 1L).map(RoomSocket::awaitClose).toList();
  }

  @Override
  public void close() {
    now().close();
  }
}
