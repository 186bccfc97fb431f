package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Eventually;
import org.holdline.platform.redis.Redis;
import org.holdline.replay.redis.RedisRoomLog;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.SessionSettings;
import org.holdline.session.control.Sessions;
import org.jspecify.annotations.Nullable;

/** One room, three nodes whose clocks differ by hours and which die, and devices of three users. */
final class PresenceWorld {
  static final Duration LEASE = Duration.ofMillis(60);
  private static final Duration GRACE = Duration.ofMillis(60);
  private static final SessionSettings SETTINGS = new SessionSettings(GRACE, LEASE, 50, 10);
  private static final List<String> USERS = List.of("ada", "bob", "eve");
  private static final int DEVICES = 2;

  private final RoomId room = TestNode.freshRoom();
  private final Redis redis;
  private final RoomWatch watch;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();
  private int deaths;

  /** A process. One that is away neither vouches nor hears, but has its connections still. */
  private static final class Node {
    private final Sessions sessions;
    private final TestKeeper keeper;
    private boolean away;

    Node(Redis redis, Duration skew) {
      sessions =
          new RedisSessions(
              redis,
              Clock.offset(Clock.systemUTC(), skew),
              TestNode.REPLAY,
              SETTINGS,
              TestNode.openDoor(SETTINGS));
      keeper = new TestKeeper(sessions, LEASE);
    }

    void turn() {
      if (!away) {
        keeper.vouch();
        keeper.renew();
        keeper.sweep();
      }
    }
  }

  /** A tab or a phone; plain ones have no name and no token. */
  private static final class Device {
    private final String user;
    private final @Nullable String name;
    private @Nullable String token;
    private @Nullable Node node;
    private @Nullable Attachment attachment;

    Device(String user, @Nullable String name) {
      this.user = user;
      this.name = name;
    }

    /** Whether its connection stands: its node lives and has not told it otherwise. */
    boolean isConnected() {
      return node != null && attachment != null && node.keeper.holds(attachment);
    }
  }

  PresenceWorld(Redis redis) {
    this.redis = redis;
    watch = new RoomWatch(new RedisRoomLog(redis, TestNode.REPLAY), room);
    for (int hours = -1; hours <= 1; hours++) {
      nodes.add(new Node(redis, Duration.ofHours(hours)));
    }
    for (var user : USERS) {
      for (int i = 0; i < DEVICES; i++) {
        devices.add(new Device(user, i == 0 ? "tab" : null));
      }
    }
  }

  /** Any number is a step; what cannot be done now is passed over. */
  void step(int number) throws InterruptedException, ExecutionException {
    var device = devices.get(number % devices.size());
    int rest = number / devices.size();
    int at = rest % nodes.size();
    var node = nodes.get(at);
    switch (rest / nodes.size() % 16) {
      case 0, 1, 2, 3 -> enter(device, node);
      case 4 -> enterAndDie(device, at);
      case 5, 6 -> part(device, true);
      case 7 -> part(device, false);
      case 8 -> leave(device);
      case 9 -> die(at);
      case 10 -> node.away = !node.away;
      case 11 -> Thread.sleep(LEASE.toMillis() / 2);
      case 12 -> together();
      default -> node.turn();
    }
  }

  private void enter(Device device, Node node) {
    if (!node.away && !device.isConnected()) {
      var in = admit(device, node);
      device.token = in.resumeToken();
      device.node = node;
      device.attachment = in.attachment();
      node.keeper.hold(in);
    }
  }

  /** A plain client may have gone on with this device's session; then its token is stale. */
  private Admitted admit(Device device, Node node) {
    var token = device.name == null ? null : device.token;
    var first = node.sessions.admit(TestNode.arrival(room, device.user, device.name, token));
    return first instanceof Admitted in
        ? in
        : (Admitted) node.sessions.admit(TestNode.arrival(room, device.user, device.name, null));
  }

  /** The node dies between the admission and its answer. */
  private void enterAndDie(Device device, int at) {
    if (!device.isConnected() && !nodes.get(at).away) {
      var in = admit(device, nodes.get(at));
      assertThat(in.attachment().key().room()).isEqualTo(room);
      die(at);
    }
  }

  private void die(int at) {
    deaths++;
    for (var device : devices) {
      if (device.node == nodes.get(at)) {
        device.node = null;
      }
    }
    nodes.set(at, new Node(redis, Duration.ofHours(deaths % 3 - 1)));
  }

  private void part(Device device, boolean told) {
    var node = device.node;
    var attachment = device.attachment;
    if (node != null && attachment != null && node.keeper.drop(attachment)) {
      device.node = null;
      if (told && !node.away) {
        node.sessions.suspend(attachment, null, ConnectionEnd.LINE_LOST);
      }
    }
  }

  private void leave(Device device) {
    var node = device.node;
    if (node != null && !node.away && device.isConnected()) {
      var attachment = Objects.requireNonNull(device.attachment);
      assertThat(node.keeper.drop(attachment)).isTrue();
      device.node = null;
      node.sessions.leave(attachment);
    }
  }

  /** All nodes at once. */
  private void together() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(nodes.size())) {
      for (var done : nodes.stream().map(each -> threads.submit(each::turn)).toList()) {
        done.get();
      }
    }
  }

  /**
   * All nodes come back and go on, until the room is as it should be; then its story is checked.
   */
  void settle() {
    nodes.forEach(node -> node.away = false);
    Eventually.that(
        "presence is true",
        () -> {
          nodes.forEach(Node::turn);
          return isTrue();
        });
    checkStory();
    devices.forEach(each -> part(each, true));
    Eventually.that(
        "all have left",
        () -> {
          nodes.forEach(Node::turn);
          return present().isEmpty();
        });
    checkStory();
  }

  private boolean isTrue() {
    var connected =
        devices.stream()
            .filter(Device::isConnected)
            .map(each -> Objects.requireNonNull(each.attachment).key().session().value())
            .toList();
    var shown =
        near().snapshot(room).map(each -> each.sessions()).orElse(List.of()).stream()
            .filter(each -> each.connectionState() == ConnectionState.ACTIVE)
            .map(each -> each.sessionId())
            .toList();
    return shown.size() == present().size()
        && Set.copyOf(shown).equals(Set.copyOf(connected))
        && shown.size() == connected.size();
  }

  private Sessions near() {
    return nodes.getFirst().sessions;
  }

  private List<String> present() {
    return near().snapshot(room).map(each -> each.sessions()).orElse(List.of()).stream()
        .map(each -> each.sessionId())
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Joined and left take turns; whoever follows the host is told at once, and once. */
  private void checkStory() {
    var inside = new LinkedHashSet<String>();
    String host = null;
    boolean vacant = false;
    for (var told : watch.told()) {
      var words = told.split(" ", -1);
      assertThat(vacant).as("a host follows at once").isEqualTo(words[0].equals("host"));
      switch (words[0]) {
        case "joined" -> {
          host = inside.isEmpty() ? words[1] : host;
          assertThat(inside.add(words[1])).as("joined once").isTrue();
        }
        case "left" -> {
          assertThat(inside.remove(words[1])).as("left once").isTrue();
          vacant = words[1].equals(host) && !inside.isEmpty();
        }
        case "host" -> {
          host = words[1];
          vacant = false;
          assertThat(inside).contains(host);
        }
        default -> assertThat(inside).contains(words[1]);
      }
    }
    assertThat(vacant).isFalse();
    checkHost(inside, host);
  }

  private void checkHost(Set<String> inside, @Nullable String host) {
    var snapshot = near().snapshot(room).orElse(null);
    if (snapshot == null) {
      return;
    }
    var hosts =
        snapshot.sessions().stream()
            .filter(each -> each.role() == Role.HOST)
            .map(each -> each.userId())
            .distinct()
            .toList();
    if (inside.isEmpty()) {
      assertThat(snapshot.host()).isEmpty();
    } else {
      assertThat(hosts).containsExactly(new UserId(Objects.requireNonNull(host)));
      assertThat(snapshot.host()).hasValue(hosts.getFirst());
    }
  }
}
