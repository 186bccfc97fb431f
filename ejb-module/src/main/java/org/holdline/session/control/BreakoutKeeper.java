package org.holdline.session.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.ParticipantView;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.control.BreakoutDecisions;
import org.holdline.room.control.BreakoutDoor;
import org.holdline.room.control.BreakoutName;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesVersion;
import org.holdline.room.entity.RoomId;

/**
 * Keeps breakout rooms as their main rooms want them: whoever may not stay is moved back, whoever
 * manages the main room leads. Looks at the main room again and again, so no message has to arrive
 * and no node to live: each looks after the breakout rooms that it serves. Thread-safe.
 */
public final class BreakoutKeeper {
  /** How often. */
  public static final Duration PAUSE = Duration.ofMillis(500);

  private static final System.Logger LOG = System.getLogger(BreakoutKeeper.class.getName());

  private final RulesStore rules;
  private final Sessions sessions;
  private final Evictions evictions;
  private final BreakoutDecisions decisions;
  private final Supplier<Collection<RoomId>> served;

  /** By breakout room: the rules of its main room by which those in it have been judged. */
  private final Map<RoomId, RulesVersion> judged = new ConcurrentHashMap<>();

  /**
   * @param served the rooms that this node serves
   */
  public BreakoutKeeper(
      RulesStore rules,
      Sessions sessions,
      Evictions evictions,
      BreakoutDecisions decisions,
      Supplier<Collection<RoomId>> served) {
    this.rules = rules;
    this.sessions = sessions;
    this.evictions = evictions;
    this.decisions = decisions;
    this.served = served;
  }

  /** Somebody has come in at this node; a room that is no breakout room is left alone. */
  public void entered(RoomId room) {
    if (BreakoutName.mainOf(room) != null) {
      judged.put(room, RulesVersion.NONE);
    }
  }

  /** The timer's call. */
  public void turn() {
    if (judged.isEmpty()) {
      return;
    }
    judged.keySet().retainAll(served.get());
    try {
      judged.forEach(this::look);
    } catch (UnavailableException e) {
      LOG.log(Level.INFO, LogEvent.of("breakout rooms wait").with("code", e.code()));
    }
  }

  private void look(RoomId room, RulesVersion known) {
    var main = Objects.requireNonNull(BreakoutName.mainOf(room));
    if (known.equals(RulesVersion.NONE) || !rules.isCurrent(main, known)) {
      var now = rules.read(main);
      judge(room, now);
      judged.replace(room, known, now.version());
    }
  }

  private void judge(RoomId room, RoomNow main) {
    var inside =
        sessions.snapshot(room).stream()
            .flatMap(snapshot -> snapshot.sessions().stream())
            .map(ParticipantView::userId)
            .distinct()
            .toList();
    var gone = inside.stream().filter(user -> !BreakoutDoor.mayStay(main, room, user)).toList();
    if (!gone.isEmpty()) {
      evictions.evict(room, gone, LeaveReason.MOVED_BACK);
      LOG.log(Level.INFO, LogEvent.of("moved back").with("room", room).with("users", gone.size()));
    }
    inside.stream()
        .filter(user -> !gone.contains(user) && manages(main, user))
        .findFirst()
        .ifPresent(user -> lead(room, main, user));
  }

  private static boolean manages(RoomNow main, UserId user) {
    return BreakoutDoor.manages(main.roleOf(user));
  }

  private void lead(RoomId room, RoomNow main, UserId manager) {
    var host = rules.read(room).rules().roles().host();
    if (host.filter(user -> manages(main, user)).isEmpty()) {
      rules.change(room, decisions.lead(manager));
    }
  }
}
