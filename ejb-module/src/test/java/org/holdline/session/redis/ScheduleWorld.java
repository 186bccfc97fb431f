package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.control.Eventually;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Deliveries;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.InMemoryHistory;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Outcome;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay.Asked;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.replay.redis.RoomKeys;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.redis.ScheduleClient.Link;
import org.holdline.session.redis.ScheduleClient.Stretch;
import org.holdline.session.redis.ScheduleClient.Unsure;
import org.jspecify.annotations.Nullable;

/** One room, two nodes, four clients, and a record of everything that was accepted. */
final class ScheduleWorld {
  /** What the room accepted. */
  private record Accepted(String body, boolean durable, SessionId sender, @Nullable String target) {
    boolean isFor(Reader reader) {
      return !reader.session().equals(sender)
          && (target == null || reader.user().equals(new UserId(target)));
    }
  }

  private final RoomId room = TestNode.freshRoom();
  private final List<TestNode> nodes;
  private final InMemoryHistory history;
  private final List<ScheduleClient> clients =
      List.of(
          new ScheduleClient("ada", "tab"),
          new ScheduleClient("ada", "phone"),
          new ScheduleClient("bob", "tab"),
          new ScheduleClient("eve", "tab"));
  private final Map<LogPosition, Accepted> accepted = new LinkedHashMap<>();

  ScheduleWorld(List<TestNode> nodes, InMemoryHistory history) {
    this.nodes = nodes;
    this.history = history;
    history.setAway(false);
  }

  /** All four come in, then the schedule takes its course, and in the end the books are right. */
  static void play(List<TestNode> nodes, InMemoryHistory history, List<Integer> schedule) {
    var world = new ScheduleWorld(nodes, history);
    for (int i = 0; i < 4; i++) {
      world.step(i + 4 * 14 + 4 * 24 * i);
    }
    schedule.forEach(world::step);
    world.settle();
  }

  /** Any number is a step; what cannot be done now is passed over. */
  void step(int number) {
    var client = clients.get(number % 4);
    int rest = number / 4;
    int choice = rest / 24;
    switch (rest % 24) {
      case 0, 1, 2, 3, 4, 5 -> say(client, new Unsure(client.nextId(), true, null), choice);
      case 6, 7 -> say(client, new Unsure(client.nextId(), true, target(choice)), choice / 3);
      case 8, 9 -> say(client, new Unsure(client.nextId(), false, target(choice)), choice / 3);
      case 10, 11, 12 -> cut(client, choice, true);
      case 13 -> cut(client, choice, false);
      case 14, 15, 16, 17 -> connect(client, choice);
      case 18 -> restart(client, choice);
      case 19, 20 -> nodes.get(choice % 2).writeBehind().flush();
      case 21 -> history.setAway(choice % 2 == 0);
      case 22 -> leave(client);
      default -> loseLog(choice);
    }
  }

  private static String target(int choice) {
    return List.of("ada", "bob", "eve").get(choice % 3);
  }

  private void connect(ScheduleClient client, int choice) {
    if (client.link() != null) {
      return;
    }
    var node = nodes.get(choice % 2);
    var tail = node.tails().open(room);
    var in = node.admit(TestNode.arrival(room, client.user(), client.name(), client.token()));
    var key = in.attachment().key();
    var reader = new Reader(key.user(), key.session());
    var sink = new CollectingSink();
    var start = begin(client, node, reader, in, sink);
    tail.startAt(start);
    var feed = new Feed(reader, sink, start);
    tail.follow(feed);
    var held = Objects.requireNonNull(client.position());
    client.connected(new Link(node, in.attachment(), tail, feed, sink, held), in.resumeToken());
    if (choice % 3 == 0) {
      node.sessions().confirm(in.attachment());
    }
  }

  private LogPosition begin(
      ScheduleClient client, TestNode node, Reader reader, Admitted in, CollectingSink sink) {
    var resumption = in.resumption();
    if (resumption == null) {
      client.begin(reader, in.snapshot().position());
      return in.snapshot().position();
    }
    var held = client.position();
    if (held == null) {
      held = Objects.requireNonNull(resumption.cursor(), "every session has a cursor");
      client.rewind(held);
    }
    var asked = new Asked(held.epoch().value(), held.sequence());
    var recovery = node.replay().recover(room, reader, asked).orElseThrow();
    if (recovery instanceof Recovery.Truncated cut && cut.missing() == null) {
      assertThat(held.epoch()).isNotEqualTo(recovery.upTo().epoch());
      client.begin(reader, recovery.upTo());
    } else {
      check(recovery, reader, held);
      client.resumed(held);
      if (recovery instanceof Recovery.Truncated cut) {
        client.excuse(Objects.requireNonNull(cut.missing()));
      }
    }
    sink.deliver(Deliveries.of(recovery.missed()));
    return recovery.upTo();
  }

  /** A recovery holds what was accepted, or names exactly what it lacks. */
  private void check(Recovery recovery, Reader reader, LogPosition held) {
    var missed = recovery.missed().stream().map(LoggedMessage::position).toList();
    var lacking = new ArrayList<>(expected(reader, held, recovery.upTo().sequence()));
    lacking.removeAll(missed);
    if (recovery instanceof Recovery.Truncated cut) {
      var missing = Objects.requireNonNull(cut.missing());
      assertThat(missing.from()).isGreaterThan(held.sequence());
      assertThat(missing.to()).isLessThanOrEqualTo(recovery.upTo().sequence());
      assertThat(lacking)
          .allMatch(each -> missing.from() <= each.sequence() && each.sequence() <= missing.to());
    } else {
      assertThat(lacking).isEmpty();
    }
  }

  private List<LogPosition> expected(Reader reader, LogPosition from, long upTo) {
    return accepted.entrySet().stream()
        .filter(each -> each.getValue().durable() && each.getValue().isFor(reader))
        .map(Map.Entry::getKey)
        .filter(each ->
            each.epoch().equals(from.epoch())
                && each.sequence() > from.sequence()
                && each.sequence() <= upTo)
        .toList();
  }

  private void say(ScheduleClient client, Unsure next, int choice) {
    var link = client.link();
    if (link == null) {
      return;
    }
    var again = client.unsure();
    if (again != null) {
      append(client, link, again);
    }
    if (client.link() == null) {
      return;
    }
    boolean answered = append(client, link, next);
    if (answered && choice % 4 == 0) {
      append(client, link, next);
    }
    client.setUnsure(answered && choice % 5 == 0 ? next : null);
  }

  /** False when it was refused. */
  private boolean append(ScheduleClient client, Link link, Unsure message) {
    var key = link.attachment().key();
    var target = message.target() == null ? null : new UserId(message.target());
    var routing =
        new Routing(message.durable(), "media-control", key.user(), key.session(), target, null);
    var body = client.user() + "/" + client.name() + "/" + message.id();
    var draft =
        new Draft(
            key.session(),
            link.attachment().generation(),
            client.name(),
            message.id(),
            new Draft.Entry(routing, body),
            null);
    try {
      return switch (link.node().log().append(room, List.of(draft), RulesVersion.ANY).getFirst()) {
        case Appended appended -> {
          record(appended, draft);
          yield true;
        }
        case Outcome.TargetAbsent absent -> false;
      };
    } catch (SessionGoneException gone) {
      end(client, link, link.sink().taken().size());
      return false;
    }
  }

  private void record(Appended appended, Draft draft) {
    var routing = draft.entry().routing();
    var target = routing.target() == null ? null : routing.target().value();
    var now = new Accepted(draft.entry().body(), routing.durable(), draft.session(), target);
    var before = accepted.putIfAbsent(appended.position(), now);
    assertThat(before == null).isEqualTo(!appended.duplicate());
    assertThat(before == null ? now.body() : before.body()).isEqualTo(now.body());
  }

  private void cut(ScheduleClient client, int choice, boolean noticed) {
    var link = client.link();
    if (link == null) {
      return;
    }
    int count = link.sink().taken().size();
    end(client, link, count == 0 ? 0 : count - choice % Math.min(count + 1, 4));
    if (noticed) {
      var position = Objects.requireNonNull(client.position());
      link.node().sessions().suspend(link.attachment(), position, ConnectionEnd.LINE_LOST);
    }
  }

  private void end(ScheduleClient client, Link link, int count) {
    link.tail().unfollow(link.feed());
    client.cut(link, count);
    link.node().tails().close(room);
  }

  private void restart(ScheduleClient client, int choice) {
    cut(client, choice / 4, choice % 2 == 0);
    client.forgetPosition();
    if (choice % 4 < 2) {
      client.forgetToken();
    }
  }

  private void leave(ScheduleClient client) {
    var link = client.link();
    if (link != null) {
      end(client, link, link.sink().taken().size());
      link.node().sessions().leave(link.attachment());
      client.left();
    }
  }

  /** Rarely, or there would be little else. */
  private void loseLog(int choice) {
    if (choice % 3 == 0) {
      var meta = new RoomKeys(room).meta();
      nodes.getFirst().redis().call(meta, jedis -> jedis.del(meta));
    }
  }

  /** Everybody comes back and has heard all there is; then the books are compared. */
  void settle() {
    clients.forEach(client -> connect(client, 0));
    Eventually.that("all have heard all", this::isSettled);
    clients.forEach(client -> cut(client, 0, true));
    for (var client : clients) {
      var stretches = client.stretches();
      for (var stretch : stretches) {
        verify(stretch, stretch == stretches.getLast() ? top() : stretch.last());
      }
    }
    nodes.forEach(node -> assertThat(node.background().failures()).isEmpty());
  }

  private long top() {
    return nodes.getFirst().log().read(room, 0, List.of(), 1).orElseThrow().top();
  }

  /** Who is told that the log is lost comes again. */
  private boolean isSettled() {
    boolean settled = true;
    for (var client : clients) {
      var link = client.link();
      if (link != null && link.sink().isLost()) {
        end(client, link, link.sink().taken().size());
      }
      connect(client, 1);
      link = Objects.requireNonNull(client.link());
      settled &= heardAll(link.tail(), link.feed());
    }
    return settled;
  }

  private boolean heardAll(RoomTail tail, Feed feed) {
    var page = nodes.getFirst().log().read(room, 0, List.of(), 1).orElse(null);
    if (page == null || !tail.follows(page.epoch())) {
      tail.subscribed();
      return false;
    }
    return tail.served(feed) >= page.top();
  }

  private void verify(Stretch stretch, long upTo) {
    long before = stretch.from.sequence();
    var said = new ArrayList<LogPosition>();
    for (var message : stretch.received) {
      assertThat(message.sequence()).as("in order, once").isGreaterThan(before);
      assertThat(message.position().epoch()).isEqualTo(stretch.from.epoch());
      before = message.sequence();
      if (message.routing().sender() != null) {
        var known = Objects.requireNonNull(accepted.get(message.position()), "was accepted");
        assertThat(known.isFor(stretch.reader)).as("is entitled").isTrue();
        assertThat(message.body()).isEqualTo(known.body());
        said.add(message.position());
      }
    }
    var lacking = new ArrayList<>(expected(stretch.reader, stretch.from, upTo));
    lacking.removeAll(said);
    assertThat(lacking)
        .as("delivered or excused")
        .allMatch(each -> stretch.excuses(each.sequence()));
  }
}
