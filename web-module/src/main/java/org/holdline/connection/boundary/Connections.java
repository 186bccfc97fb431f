package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.HeartbeatSettings;
import org.holdline.session.control.Holding;
import org.holdline.session.control.SessionKeeper;

/** All connections of this node: who holds which session, who has fallen silent. Thread-safe. */
final class Connections implements SessionKeeper.Held, AutoCloseable {
  private static final Duration CHECK = Duration.ofMillis(100);
  private static final Duration PING = Duration.ofSeconds(10);
  private static final Duration TOKEN_CHECK = Duration.ofSeconds(1);

  /** So many come back in a second when they are told when. */
  private static final long RETURNS_PER_SECOND = 200;

  /** With the addresses that they come from. */
  private final Map<RoomConnection, String> open = new ConcurrentHashMap<>();

  private final Map<SessionId, RoomConnection> holders = new ConcurrentHashMap<>();
  private final Tally<UserId> perUser;
  private final Tally<String> perAddress;
  private final Background background;
  private final Door door;
  private final Conversation conversation;
  private final ConnectionSettings settings;
  private final Clock clock;

  Connections(
      Background background,
      Door door,
      Conversation conversation,
      ConnectionSettings settings,
      Clock clock) {
    this.background = background;
    this.door = door;
    this.perUser = new Tally<>(settings.perUserMax());
    this.perAddress = new Tally<>(settings.perAddressMax());
    this.conversation = conversation;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to watch; called once, at the start of the application. */
  void watch(SessionKeeper keeper) {
    background.every(CHECK, this::closeSilent);
    background.every(PING, this::pingPlain);
    background.every(TOKEN_CHECK, this::closeExpired);
    keeper.start(background, this);
  }

  Background background() {
    return background;
  }

  Entrance entrance() {
    return door.entrance();
  }

  EntranceQueue queue() {
    return door.queue();
  }

  Porch porch() {
    return door.porch();
  }

  Conversation conversation() {
    return conversation;
  }

  Meters meters() {
    return conversation.meters();
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  HeartbeatSettings heartbeat() {
    return settings.heartbeat();
  }

  /**
   * Whether this user, and this address, may have one more connection on this node; if so it is
   * taken into account.
   */
  boolean accepts(RoomConnection connection, String address) {
    var user = connection.caller().id();
    if (!perUser.add(user)) {
      return false;
    }
    if (!perAddress.add(address)) {
      perUser.remove(user);
      return false;
    }
    open.put(connection, address);
    return true;
  }

  /** The newest connection of a session holds it; the one before is closed. */
  void joined(RoomConnection connection, Presence presence) {
    var before = holders.put(presence.attachment().key().session(), connection);
    if (before != null && before != connection) {
      before.close(Closing.SUPERSEDED.reason());
    }
  }

  void left(RoomConnection connection) {
    door.porch().left(connection);
    var address = open.remove(connection);
    if (address != null) {
      perUser.remove(connection.caller().id());
      perAddress.remove(address);
    }
    var presence = connection.presence();
    if (presence != null) {
      holders.remove(presence.attachment().key().session(), connection);
    }
  }

  private void closeSilent() {
    open.keySet().stream()
        .filter(connection -> connection.liveness().isDead())
        .forEach(connection -> connection.close(Closing.SILENT.reason()));
  }

  private void pingPlain() {
    open.keySet().stream()
        .filter(each -> each.liveness().expectation() == Liveness.Expectation.PLAIN)
        .forEach(each -> each.ping(ByteBuffer.allocate(0)));
  }

  private void closeExpired() {
    var now = clock.instant();
    open.keySet().stream()
        .filter(connection -> connection.caller().expiresAt().isBefore(now))
        .forEach(connection -> connection.close(Closing.TOKEN_EXPIRED.reason()));
  }

  @Override
  public Map<RoomId, List<Holding>> in(Predicate<RoomId> rooms) {
    var held = new HashMap<RoomId, List<Holding>>();
    for (var connection : open.keySet()) {
      var presence = connection.presence();
      if (presence != null && rooms.test(connection.room())) {
        held.computeIfAbsent(connection.room(), room -> new ArrayList<>()).add(presence.holding());
      }
    }
    return held;
  }

  @Override
  public void lost(Attachment attachment) {
    var connection = holders.get(attachment.key().session());
    var presence = connection == null ? null : connection.presence();
    if (connection != null && presence != null && presence.attachment().equals(attachment)) {
      boolean elsewhere = door.entrance().isKept(attachment.key());
      connection.close(elsewhere ? Closing.SUPERSEDED.reason() : spreadRetry());
    }
  }

  /** Sends so many to another node, which has room for them: they need not wait. */
  void part(int count) {
    open.keySet().stream().limit(count).forEach(each -> each.part(Closing.elsewhere()));
  }

  /** So many return at once: each waits a part of the time that all of them need. */
  CloseReason spreadRetry() {
    long seconds = 1 + open.size() / RETURNS_PER_SECOND;
    return Closing.retryAfter(
        Duration.ofSeconds(ThreadLocalRandom.current().nextLong(1, seconds + 1)));
  }

  @Override
  public void close() {
    open.keySet().forEach(connection -> connection.closeNow(spreadRetry()));
  }
}
