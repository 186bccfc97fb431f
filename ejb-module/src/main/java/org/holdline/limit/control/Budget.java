package org.holdline.limit.control;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is limited, with the allowance that {@code docs/limits.md} shows. */
public enum Budget {
  API_CALL("api_call", Owner.USER, 300, Duration.ofMinutes(1)),
  ROOM_CREATE("room_create", Owner.USER, 10, Duration.ofHours(1)),
  SETTINGS_UPDATE("settings_update", Owner.USER, 30, Duration.ofMinutes(1)),
  HAND_RAISE("hand_raise", Owner.USER, 5, Duration.ofMinutes(1)),
  FILE_SHARE("file_share", Owner.USER, 10, Duration.ofHours(1)),
  /** Manifests, chunks and what a receiver says he holds, instead of the budget of all calls. */
  FILE_TRAFFIC("file_traffic", Owner.USER, 3_000, Duration.ofMinutes(1)),
  /** Whatever is said over a WebSocket, but for signaling and what is about the connection. */
  WEBSOCKET_MESSAGE("websocket_message", Owner.USER, 300, Duration.ofMinutes(1)),
  CHAT_MESSAGE("chat_message", Owner.USER, 60, Duration.ofMinutes(1)),
  REACTION("reaction", Owner.USER, 20, Duration.ofMinutes(1)),
  /** Offers, answers and candidates: enough to call 19 others at once, twice. */
  SIGNALING("signaling", Owner.USER, 3_000, Duration.ofMinutes(1)),
  /** All calls from one address, whoever makes them; a company may have one address. */
  ADDRESS_CALL("address_call", Owner.ADDRESS, 12_000, Duration.ofMinutes(1)),
  /** What all in a room say together, but for signaling: each hears it. */
  ROOM_MESSAGE("room_message", Owner.ROOM, 3_000, Duration.ofMinutes(1)),
  /** KiB of files that go through the server in a room, in and out. */
  FILE_ROOM("file_room", Owner.ROOM, 1_048_576, Duration.ofSeconds(10)),
  /** The same of one transfer. */
  FILE_TRANSFER("file_transfer", Owner.TRANSFER, 524_288, Duration.ofSeconds(10));

  /** Whose it is. */
  public enum Owner {
    USER,
    ADDRESS,
    ROOM,
    TRANSFER
  }

  private final String wireName;
  private final Owner owner;
  private final int max;
  private final Duration window;

  Budget(String wireName, Owner owner, int max, Duration window) {
    this.wireName = wireName;
    this.owner = owner;
    this.max = max;
    this.window = window;
  }

  public static Optional<Budget> find(String wireName) {
    return Stream.of(values()).filter(each -> each.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  public Owner owner() {
    return owner;
  }

  /** Unless the operator sets another. */
  public Allowance usual() {
    return new Allowance(max, window);
  }
}
