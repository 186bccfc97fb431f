package org.holdline.connection.boundary;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ClientPayload;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.WaitingRoom;

/**
 * The connections of this node whose participants wait at the doors of rooms. They hear nothing of
 * the room, only that they still wait. Nothing has to reach this node for somebody to be let in: it
 * looks at what holds at each door where it has somebody, and has him judged again when that has
 * changed. Thread-safe.
 */
final class Porch {
  private static final System.Logger LOG = System.getLogger(Porch.class.getName());
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Background background;
  private final EntranceQueue queue;
  private final WaitingRoom waitingRoom;
  private final Conversation conversation;
  private final Map<RoomConnection, Waiter> waiters = new ConcurrentHashMap<>();

  Porch(
      Background background,
      EntranceQueue queue,
      WaitingRoom waitingRoom,
      Conversation conversation) {
    this.background = background;
    this.queue = queue;
    this.waitingRoom = waitingRoom;
    this.conversation = conversation;
    background.every(LOOK, this::look);
    background.every(EntranceQueue.SIGN_OF_LIFE, this::reassure);
  }

  /**
   * Somebody who waits.
   *
   * @param usual how he is judged when he does not wait
   */
  private record Waiter(
      Newcomer newcomer, Entrance.Entry.Waiting why, Liveness.Expectation usual, int place) {
    RoomConnection connection() {
      return newcomer.connection();
    }

    RoomId room() {
      return connection().room();
    }

    UserId user() {
      return connection().caller().id();
    }

    Waiter at(int next) {
      return new Waiter(newcomer, why, usual, next);
    }
  }

  /** He waits from now on, and answers pings of the WebSocket as a sign that he still does. */
  void stay(RoomConnection connection, Wish wish, Entrance.Entry.Waiting why) {
    var newcomer = new Newcomer(connection, wish, conversation);
    var waiter = new Waiter(newcomer, why, connection.liveness().expectation(), 0);
    connection.liveness().expect(Liveness.Expectation.PLAIN);
    waiters.put(connection, waiter);
    if (!connection.isOpen()) {
      waiters.remove(connection);
    } else {
      reassure(waiter.room(), List.of(waiter));
    }
  }

  /**
   * Does what somebody who is not in yet may want.
   *
   * @return whether it was one of these things
   */
  boolean take(RoomConnection connection, ClientPayload wanted) {
    var waiter = waiters.get(connection);
    return switch (wanted) {
      case ClientPayload.Leave leave -> {
        connection.close(Closing.LEFT.reason());
        leave(connection.room(), connection.caller().id());
        yield true;
      }
      case ClientPayload.Ping ping when waiter != null -> {
        tell(waiter);
        yield true;
      }
      default -> false;
    };
  }

  /** Whoever has gone without a word keeps his place for a while, in case he comes back. */
  void left(RoomConnection connection) {
    waiters.remove(connection);
  }

  private Map<RoomId, List<Waiter>> byRoom() {
    var byRoom = new HashMap<RoomId, List<Waiter>>();
    for (var waiter : waiters.values()) {
      byRoom.computeIfAbsent(waiter.room(), room -> new ArrayList<>()).add(waiter);
    }
    return byRoom;
  }

  private void look() {
    var rooms = byRoom().keySet();
    if (rooms.isEmpty()) {
      return;
    }
    try {
      var marks = waitingRoom.marks(rooms);
      var concerned =
          waiters.values().stream()
              .filter(waiter -> marks.containsKey(waiter.room()))
              .filter(waiter -> !waiter.why().mark().equals(marks.get(waiter.room())))
              .toList();
      if (!concerned.isEmpty()) {
        background.execute(() -> concerned.forEach(this::knock));
      }
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("doors not looked at").with("code", e.code()));
    }
  }

  /** Judged again in his turn; if he still has to wait, he comes back here. */
  private void knock(Waiter waiter) {
    var connection = waiter.connection();
    if (waiters.remove(connection) != null) {
      connection.liveness().expect(waiter.usual());
      connection.liveness().begin();
      queue.arrive(new Knocking(waiter));
    }
  }

  /** His entrance; when it is over and he does not wait, his place is free. */
  private final class Knocking implements EntranceQueue.Guest {
    private final Waiter waiter;

    Knocking(Waiter waiter) {
      this.waiter = waiter;
    }

    @Override
    public void enter() {
      waiter.newcomer().enter();
      if (!waiters.containsKey(waiter.connection()) && waiter.connection().presence() != null) {
        leave(waiter.room(), waiter.user());
      }
    }

    @Override
    public void comeBack(Duration after) {
      waiter.newcomer().comeBack(after);
    }

    @Override
    public void pending(int position) {
      waiter.newcomer().pending(position);
    }

    @Override
    public boolean isGone() {
      return waiter.newcomer().isGone();
    }
  }

  private void leave(RoomId room, UserId user) {
    try {
      waitingRoom.leave(room, user);
    } catch (UnavailableException e) {
      LOG.log(
          Level.INFO,
          LogEvent.of("waiting is forgotten later").with("room", room).with("code", e.code()));
    }
  }

  private void reassure() {
    byRoom().forEach(this::reassure);
  }

  /** Says in Redis that they wait, and to them that they are not forgotten. */
  private void reassure(RoomId room, List<Waiter> here) {
    var names = new HashMap<UserId, String>();
    here.forEach(waiter -> names.put(waiter.user(), waiter.connection().caller().name()));
    try {
      var places = waitingRoom.wait(room, names);
      here.forEach(waiter -> place(waiter, places.getOrDefault(waiter.user(), 0)));
    } catch (UnavailableException e) {
      here.forEach(this::tell);
      LOG.log(
          Level.INFO, LogEvent.of("waiting not noted").with("room", room).with("code", e.code()));
    }
  }

  private void place(Waiter waiter, int place) {
    var connection = waiter.connection();
    if (place > 0) {
      var placed = waiters.computeIfPresent(connection, (same, known) -> known.at(place));
      if (placed != null) {
        tell(placed);
      }
    } else if (waiters.remove(connection) != null) {
      connection.refuse(
          new ProblemException(Kind.FORBIDDEN, "room_full", "Too many wait at this door"),
          Closing.REFUSED);
    }
  }

  private void tell(Waiter waiter) {
    conversation.pending(waiter.connection(), waiter.why().reason(), Math.max(1, waiter.place()));
  }
}
