package org.holdline.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.holdline.platform.control.Eventually;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Appended;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Draft;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay.Asked;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.Routing;
import org.holdline.replay.control.SessionGoneException;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the product does: keeps its position and token, comes back when it is told to,
 * sends again what was not acknowledged; and remembers everything.
 */
public final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestNode node;
  private final RoomId room;
  private final String user;
  private final List<LoggedMessage> received = new ArrayList<>();
  private final List<Recovery.Truncated> told = new ArrayList<>();
  private final Map<LogPosition, String> acknowledged = new HashMap<>();
  private final List<String> accepted = new ArrayList<>();
  private @Nullable String token;
  private @Nullable LogPosition position;
  private @Nullable Line line;

  private record Line(
      Attachment attachment, RoomTail tail, Feed feed, CollectingSink sink, LogPosition start) {}

  public Visitor(TestNode node, RoomId room, String user) {
    this.node = node;
    this.room = room;
    this.user = user;
  }

  /** Comes in or back, and hears what it has missed. */
  public void connect() {
    var tail = node.tails().open(room);
    var in = node.admit(TestNode.arrival(room, user, user + "-client", token));
    var key = in.attachment().key();
    var reader = new Reader(key.user(), key.session());
    var start = position == null ? in.snapshot().position() : recover(reader, position);
    token = in.resumeToken();
    position = start;
    var sink = new CollectingSink();
    var feed = new Feed(reader, sink, start);
    line = new Line(in.attachment(), tail, feed, sink, start);
    tail.startAt(start);
    tail.follow(feed);
  }

  private LogPosition recover(Reader reader, LogPosition held) {
    var asked = new Asked(held.epoch().value(), held.sequence());
    var recovery = node.replay().recover(room, reader, asked).orElseThrow();
    received.addAll(recovery.missed());
    if (recovery instanceof Recovery.Truncated cut) {
      told.add(cut);
    }
    return recovery.upTo();
  }

  /** Its line ends; nobody notices at first. */
  public void cut() {
    var ended = line;
    if (ended != null) {
      line = null;
      ended.tail().unfollow(ended.feed());
      node.tails().close(room);
      var taken = ended.sink().taken();
      received.addAll(taken);
      if (!taken.isEmpty()) {
        position = taken.getLast().position();
      }
    }
  }

  /** Says it until it is acknowledged, coming back when it has to. */
  public void sayUntilAccepted(String body) {
    Eventually.within(PATIENCE, body + " is accepted", () -> isAccepted(body));
  }

  /** Says it once. */
  public boolean isAccepted(String body) {
    try {
      comeBack();
      var key = Objects.requireNonNull(line).attachment().key();
      var routing = new Routing(true, "chat-message", key.user(), key.session(), null, null);
      var entry = new Draft.Entry(routing, body);
      long generation = Objects.requireNonNull(line).attachment().generation();
      var draft = new Draft(key.session(), generation, user + "-client", body, entry, null);
      if (node.log().append(room, List.of(draft), RulesVersion.ANY).getFirst()
          instanceof Appended appended) {
        note(appended, body);
        return true;
      }
      return false;
    } catch (SessionGoneException gone) {
      cut();
      return false;
    } catch (UnavailableException notNow) {
      return false;
    }
  }

  private void note(Appended appended, String body) {
    var before = acknowledged.put(appended.position(), body);
    assertThat(before).as("one number, one message").isIn(null, body);
    accepted.add(body);
  }

  /** Does as it is told. */
  public void comeBack() {
    if (line != null && line.sink().isLost()) {
      cut();
    }
    if (line == null) {
      connect();
    }
  }

  /** Returns when it has heard this. */
  public void awaitHeard(String body) {
    await("hears " + body, () -> heard().contains(body));
  }

  /** Returns when it has been told that something is missing. */
  public void awaitTold() {
    await("is told", () -> !told.isEmpty());
  }

  private void await(String what, BooleanSupplier condition) {
    Eventually.within(
        PATIENCE,
        user + " " + what,
        () -> {
          try {
            comeBack();
          } catch (UnavailableException notNow) {
            return false;
          }
          return condition.getAsBoolean();
        });
  }

  /** The bodies it was given, in order. */
  public List<String> heard() {
    var all = new ArrayList<>(received);
    if (line != null) {
      all.addAll(line.sink().taken());
    }
    return all.stream()
        .filter(each -> each.routing().sender() != null)
        .map(LoggedMessage::body)
        .toList();
  }

  /** What was acknowledged to it. */
  public List<String> accepted() {
    return List.copyOf(accepted);
  }

  public Map<LogPosition, String> positions() {
    return Map.copyOf(acknowledged);
  }

  /** How often it was told that something is missing. */
  public List<Recovery.Truncated> told() {
    return List.copyOf(told);
  }
}
