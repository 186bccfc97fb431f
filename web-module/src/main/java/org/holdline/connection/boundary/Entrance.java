package org.holdline.connection.boundary;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdline.identity.control.Caller;
import org.holdline.message.control.PendingReason;
import org.holdline.message.control.SenderIdentity;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.Deliveries;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Portion;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomTail;
import org.holdline.replay.control.RoomTails;
import org.holdline.room.control.DoorAnswer;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Arrival;
import org.holdline.session.control.ConnectionEnd;
import org.holdline.session.control.DoorMark;
import org.holdline.session.control.EntryRoles;
import org.holdline.session.control.Return;
import org.holdline.session.control.Returns;
import org.holdline.session.control.RulesCache;
import org.holdline.session.control.SessionKey;
import org.holdline.session.control.Sessions;
import org.holdline.signaling.control.Speaker;

/**
 * The way into a room: hear its news, be admitted, say what was missed, follow. In this order
 * nothing can fall between history and live.
 */
@Dependent
class Entrance {
  private static final System.Logger LOG = System.getLogger(Entrance.class.getName());
  private static final Duration READER_PATIENCE = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final RoomTails tails;
  private final Returns returns;
  private final RulesCache rules;
  private final EntryRoles entryRoles;
  private final Welcome welcome;

  @Inject
  Entrance(
      Sessions sessions,
      RoomTails tails,
      Returns returns,
      RulesCache rules,
      EntryRoles entryRoles,
      Welcome welcome) {
    this.sessions = sessions;
    this.tails = tails;
    this.returns = returns;
    this.rules = rules;
    this.entryRoles = entryRoles;
    this.welcome = welcome;
  }

  /** What came of it. */
  sealed interface Entry {
    record In(Presence presence, Return came) implements Entry {}

    record Overtaken() implements Entry {}

    /**
     * He waits at the door.
     *
     * @param mark by what he was judged
     */
    record Waiting(PendingReason reason, DoorMark mark) implements Entry {}

    /** He has to go. */
    record Refused(ProblemException why, Closing closing) implements Entry {
      Refused(String code, String title, Closing closing) {
        this(new ProblemException(Kind.FORBIDDEN, code, title), closing);
      }
    }
  }

  /**
   * Lets a connection's participant in and tells him where he is. Every {@link Entry.In} is ended
   * by {@link #leave} or {@link #suspend}.
   *
   * @throws UnavailableException when Redis does not answer
   */
  Entry enter(RoomConnection connection, Wish wish) {
    var room = connection.room();
    long startedNanos = System.nanoTime();
    var tail = tails.open(room);
    boolean in = false;
    try {
      var entry = admitted(connection, wish, tail, startedNanos);
      in = entry instanceof Entry.In;
      return entry;
    } finally {
      if (!in) {
        tails.close(room);
      }
    }
  }

  private Entry admitted(RoomConnection connection, Wish wish, RoomTail tail, long startedNanos) {
    return switch (sessions.admit(arrival(connection, wish))) {
      case Admission.StaleToken stale -> stale();
      case Admission.Overtaken overtaken -> new Entry.Overtaken();
      case Admission.StrangersToken stolen -> stolen(connection);
      case Admission.Barred barred ->
          new Entry.Refused("user_banned", "You are kept out of this room", Closing.REFUSED);
      case Admission.Full full ->
          new Entry.Refused("room_full", "The room has no seat left", Closing.REFUSED);
      case Admission.Waiting waiting -> new Entry.Waiting(waiting.reason(), waiting.mark());
      case Admission.Refused refused -> turnedAway(connection, refused);
      case Admitted admitted -> received(connection, wish, tail, admitted, startedNanos);
    };
  }

  /** Whoever has been admitted and cannot be received has no connection. */
  private Entry received(
      RoomConnection connection, Wish wish, RoomTail tail, Admitted admitted, long startedNanos) {
    boolean in = false;
    try {
      var entry = in(connection, wish, tail, returns.of(admitted, wish.asked(), startedNanos));
      in = true;
      return entry;
    } finally {
      if (!in) {
        var resumption = admitted.resumption();
        var cursor = resumption == null ? null : resumption.cursor();
        sessions.suspend(admitted.attachment(), cursor, ConnectionEnd.UNAVAILABLE);
      }
    }
  }

  private static Entry stale() {
    return new Entry.Refused(
        "resume_token_stale", "A newer connection holds the session", Closing.STALE_TOKEN);
  }

  private Entry turnedAway(RoomConnection connection, Admission.Refused refused) {
    var answer = refused.answer();
    if (answer != null) {
      connection.send(welcome.rejected(connection, answer));
    }
    var said = answer == null ? null : answer.reason();
    return new Entry.Refused(
        new ProblemException(
            Kind.FORBIDDEN,
            refused.cause().code(),
            refused.cause().title(),
            said == null ? Map.of() : Map.of("reason", said)),
        Closing.REFUSED);
  }

  /** Answered like any token that does not count: it says nothing of the session it names. */
  private static Entry stolen(RoomConnection connection) {
    LOG.log(
        Level.WARNING,
        LogEvent.of("resume token of another user")
            .with("room", connection.room())
            .with("user", connection.caller().id()));
    return stale();
  }

  private Arrival arrival(RoomConnection connection, Wish wish) {
    var caller = connection.caller();
    return new Arrival(
        connection.room(),
        caller.id(),
        caller.name(),
        wish.claim(),
        wish.devices(),
        entryRoles.of(connection.room(), caller));
  }

  private Entry in(RoomConnection connection, Wish wish, RoomTail tail, Return came) {
    var admitted = came.admitted();
    var key = admitted.attachment().key();
    tail.startAt(came.start());
    entryRoles.entered(key.room());
    rules.note(key.room(), admitted.snapshot());
    if (admitted.resumption() == null
        && admitted.snapshot().rules().door().answerTo(key.user())
            instanceof DoorAnswer.Admitted in) {
      connection.send(welcome.admitted(connection, in));
    }
    connection.send(welcome.joined(connection, admitted, came.from()));
    if (admitted.resumption() == null || wish.asked() == null) {
      connection.send(welcome.roomState(key, admitted.snapshot()));
    }
    if (came.recovery() != null) {
      connection.send(welcome.reconnection(admitted, came.recovery(), came.from().sequence()));
    }
    if (admitted.resumption() == null) {
      LOG.log(
          key.room().isOfNode() ? Level.DEBUG : Level.INFO,
          LogEvent.of("session began").with("room", key.room()).with("session", key.session()));
    }
    var feed = new Feed(new Reader(key.user(), key.session()), connection, came.start());
    var speaker = speaker(connection.caller(), admitted, wish);
    return new Entry.In(new Presence(speaker, tail, feed, came.from(), connection.isSdk()), came);
  }

  private Speaker speaker(Caller caller, Admitted admitted, Wish wish) {
    var key = admitted.attachment().key();
    var identity =
        new SenderIdentity(
            key.room().value(),
            key.user(),
            key.session().value(),
            admitted.username(caller.name()));
    var named = wish.claim().clientId();
    var client = named == null ? key.session().value() : named;
    return new Speaker(admitted.attachment(), identity, client);
  }

  /** Sends what was missed, as fast as the reader takes it, then lets him follow. */
  void catchUp(RoomConnection connection, Entry.In entry) {
    boolean whole = false;
    try {
      whole = replayed(connection, entry.came().missed());
      if (whole) {
        entry.presence().follow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      returns.note(entry.came(), whole && connection.isOpen());
    }
  }

  /** The connection ended while its participant came in. */
  void brokenOff(Entry.In entry) {
    returns.note(entry.came(), false);
  }

  /** False when the reader is too slow. */
  private static boolean replayed(RoomConnection connection, List<LoggedMessage> missed)
      throws InterruptedException {
    for (int from = 0; from < missed.size(); ) {
      if (!connection.awaitCapacity(READER_PATIENCE)) {
        connection.closeAsSlow();
        return false;
      }
      var portion = Portion.firstOf(missed.subList(from, missed.size()));
      connection.deliver(Deliveries.of(portion));
      from += portion.size();
    }
    return true;
  }

  /** A newer token may come with other groups. */
  void regroup(Presence presence, Caller renewed) {
    var room = presence.attachment().key().room();
    sessions.regroup(presence.attachment(), entryRoles.of(room, renewed));
  }

  /**
   * Whether there is still such a session, as far as is known: whoever lost his hold on it then
   * lost it to another.
   */
  boolean isKept(SessionKey key) {
    try {
      return sessions.snapshot(key.room()).stream()
          .flatMap(room -> room.sessions().stream())
          .anyMatch(each -> each.sessionId().equals(key.session().value()));
    } catch (UnavailableException notKnown) {
      return false;
    }
  }

  /** The first ack on a connection proves that its resume token has arrived. */
  void confirm(Presence presence) {
    sessions.confirm(presence.attachment());
  }

  void suspend(RoomId room, Presence presence, ConnectionEnd how) {
    presence.unfollow();
    try {
      sessions.suspend(presence.attachment(), presence.cursor(), how);
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
