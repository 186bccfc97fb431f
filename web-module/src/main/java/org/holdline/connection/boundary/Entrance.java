package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.holdline.identity.control.Caller;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.TruncationReason;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.Recovery;
import org.holdline.replay.control.Replay;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.RoomTails;
import org.holdline.room.control.GroupRoles;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.Sessions;
import org.holdline.signaling.control.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * The way into a room: hear its news, be admitted, say what was missed, follow. In this order
 * nothing can fall between history and live.
 */
@Dependent
class Entrance {
  private static final System.Logger LOG = System.getLogger(Entrance.class.getName());
  private static final Duration READER_PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 100;

  private final Sessions sessions;
  private final RoomTails tails;
  private final Replay replay;
  private final RoomPolicy policy;
  private final GroupRoles groupRoles;
  private final Welcome welcome;

  @Inject
  Entrance(
      Sessions sessions,
      RoomTails tails,
      Replay replay,
      RoomPolicy policy,
      GroupRoles groupRoles,
      Welcome welcome) {
    this.sessions = sessions;
    this.tails = tails;
    this.replay = replay;
    this.policy = policy;
    this.groupRoles = groupRoles;
    this.welcome = welcome;
  }

  /** What came of it. */
  sealed interface Entry {
    record In(Presence presence, List<LoggedMessage> missed) implements Entry {}

    record Stale() implements Entry {}

    record Full(int max) implements Entry {}
  }

  /**
   * Lets a connection's participant in and tells him where he is. Every {@link Entry.In} is ended
   * by {@link #leave} or {@link #suspend}.
   *
   * @throws UnavailableException when Redis does not answer
   */
  Entry enter(RoomConnection connection, Wish wish) {
    var room = connection.room();
    var tail = tails.open(room);
    boolean in = false;
    try {
      var entry = admitted(connection, wish, tail);
      in = entry instanceof Entry.In;
      return entry;
    } finally {
      if (!in) {
        tails.close(room);
      }
    }
  }

  private Entry admitted(RoomConnection connection, Wish wish, RoomTail tail) {
    return switch (sessions.admit(arrival(connection, wish))) {
      case Admission.StaleToken stale -> new Entry.Stale();
      case Admission.Full full -> new Entry.Full(full.max());
      case Admitted admitted -> in(connection, wish, tail, admitted);
    };
  }

  private Arrival arrival(RoomConnection connection, Wish wish) {
    var caller = connection.caller();
    return new Arrival(
        connection.room(),
        caller.id(),
        caller.name(),
        wish.clientId(),
        wish.resumeToken(),
        wish.devices(),
        groupRoles.roleOf(caller.groups()));
  }

  private Entry in(RoomConnection connection, Wish wish, RoomTail tail, Admitted admitted) {
    var key = admitted.attachment().key();
    var reader = new Reader(key.user(), key.session());
    var asked = asked(wish, admitted);
    var recovery = recovery(admitted, reader, asked);
    var start = recovery == null ? admitted.snapshot().position() : recovery.upTo();
    long from = fromSequence(asked, start);
    var begin = new LogPosition(start.epoch(), from);
    tail.startAt(start);
    connection.send(welcome.joined(connection.caller(), admitted, begin));
    if (admitted.resumption() == null || wish.asked() == null) {
      connection.send(welcome.roomState(key.room(), admitted.snapshot()));
    }
    if (recovery != null) {
      connection.send(welcome.reconnection(admitted, recovery, from));
    }
    log(admitted, recovery);
    var feed = new Feed(reader, connection, start);
    var presence =
        new Presence(
            speaker(connection.caller(), admitted, wish), tail, feed, begin, connection.isSdk());
    return new Entry.In(presence, recovery == null ? List.of() : recovery.missed());
  }

  private static Replay.@Nullable Asked asked(Wish wish, Admitted admitted) {
    var resumption = admitted.resumption();
    if (wish.asked() != null || resumption == null) {
      return wish.asked();
    }
    var cursor = Objects.requireNonNullElse(resumption.cursor(), admitted.snapshot().position());
    return new Replay.Asked(cursor.epoch().value(), cursor.sequence());
  }

  /** Where a position means nothing, delivery begins with the room as it is now. */
  private static long fromSequence(Replay.@Nullable Asked asked, LogPosition start) {
    if (asked == null
        || (asked.epoch() != null && !asked.epoch().equals(start.epoch().value()))
        || asked.sequence() < 0
        || asked.sequence() > start.sequence()) {
      return start.sequence();
    }
    return asked.sequence();
  }

  private static void log(Admitted admitted, @Nullable Recovery recovery) {
    var key = admitted.attachment().key();
    var title = admitted.resumption() == null ? "session began" : "session resumed";
    var event =
        LogEvent.of(title)
            .with("room", key.room())
            .with("session", key.session())
            .with("generation", admitted.attachment().generation());
    if (recovery != null) {
      event.with("missed", recovery.missed().size());
    }
    if (recovery instanceof Recovery.Truncated cut) {
      event.with("truncated", cut.reason().wireName());
    }
    LOG.log(Level.INFO, event);
  }

  /** Null when somebody enters who claims no past. */
  private @Nullable Recovery recovery(
      Admitted admitted, Reader reader, Replay.@Nullable Asked asked) {
    if (asked == null) {
      return null;
    }
    var room = admitted.attachment().key().room();
    var found = replay.recover(room, reader, asked).orElse(null);
    if (found != null && admitted.resumption() == null) {
      return fromSnapshot(admitted, withoutPast(found));
    }
    return found instanceof Recovery.Truncated cut && cut.missing() == null
        ? fromSnapshot(admitted, cut.reason())
        : found;
  }

  /** A new session has no right to what was said before it. */
  private static TruncationReason withoutPast(Recovery found) {
    return found instanceof Recovery.Truncated cut && cut.missing() == null
        ? cut.reason()
        : TruncationReason.EXPIRED;
  }

  /** Whoever begins with the snapshot is served from exactly there on. */
  private static Recovery fromSnapshot(Admitted admitted, TruncationReason reason) {
    return new Recovery.Truncated(admitted.snapshot().position(), List.of(), reason, null);
  }

  private Speaker speaker(Caller caller, Admitted admitted, Wish wish) {
    var key = admitted.attachment().key();
    var identity =
        new SenderIdentity(key.room().value(), key.user(), key.session().value(), caller.name());
    var client = wish.clientId() == null ? key.session().value() : wish.clientId();
    return new Speaker(
        admitted.attachment(), identity, client, policy.permissions(admitted.role()));
  }

  /** Sends what was missed, as fast as the reader takes it, then lets him follow. */
  void catchUp(RoomConnection connection, Entry.In entry) {
    try {
      int sent = 0;
      for (var message : entry.missed()) {
        if (sent++ % PAGE == 0 && !connection.awaitCapacity(READER_PATIENCE)) {
          connection.closeAsSlow();
          return;
        }
        connection.deliver(message);
      }
      entry.presence().follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first ack on a connection proves that its resume token has arrived. */
  void confirm(Presence presence) {
    sessions.confirm(presence.attachment());
  }

  void suspend(RoomId room, Presence presence) {
    presence.unfollow();
    try {
      sessions.suspend(presence.attachment(), presence.cursor());
    } finally {
      tails.close(room);
    }
  }

  /**
   * Ends the session at its owner's wish.
   *
   * @throws ProblemException when Redis does not answer; the session is then suspended by its lease
   */
  void leave(RoomId room, Presence presence) {
    presence.unfollow();
    try {
      sessions.leave(presence.attachment());
    } finally {
      tails.close(room);
    }
  }
}
