package org.holdline.room.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.BreakoutNotice;
import org.holdline.message.control.Breakouts;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;

/**
 * What those who manage a room may decide about its breakout rooms. Each decision checks the rights
 * of whom it is asked by, changes nothing itself, and may be refused with {@code user_not_in_room},
 * {@code permission_denied}, {@code user_not_found} or {@code room_not_found}.
 */
public final class BreakoutDecisions {
  /** More at once nobody oversees. */
  public static final int ROOMS_MAX = 50;

  private final RoomPolicy policy;
  private final Clock clock;

  public BreakoutDecisions(RoomPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Makes one; {@code room_already_exists}, {@code max_rooms_reached}, {@code invalid_room_id}. */
  public RulesChange create(RoomId main, UserId actor, BreakoutPlan plan) {
    return now -> {
      policy.requireManager(now, actor);
      var breakouts = now.rules().breakouts();
      if (breakouts.find(plan.id()).isPresent()) {
        throw new ProblemException(
            Kind.CONFLICT, "room_already_exists", "There is a breakout room of this id");
      }
      if (breakouts.rooms().size() >= ROOMS_MAX) {
        throw new ProblemException(
            Kind.FORBIDDEN,
            "max_rooms_reached",
            "There are as many breakout rooms as there may be");
      }
      var made = made(main, plan);
      return Decision.of(
          now.rules().with(breakouts.with(made)), new BreakoutNotice.Created(made, actor, now()));
    };
  }

  private Breakout made(RoomId main, BreakoutPlan plan) {
    var minutes = plan.minutes();
    return new Breakout(
        plan.id(),
        BreakoutName.of(main, plan.id()),
        plan.name(),
        plan.participantsMax(),
        plan.autoMoveBack(),
        minutes,
        minutes == null ? null : now().plus(Duration.ofMinutes(minutes)),
        true);
  }

  /** Sends somebody there, from wherever he was; {@code max_participants_reached}. */
  public RulesChange assign(UserId actor, String id, UserId target) {
    return now -> {
      policy.requireManager(now, actor);
      now.target(target);
      var breakouts = now.rules().breakouts();
      var breakout = open(breakouts, id);
      if (id.equals(breakouts.of(target))) {
        return Decision.unchanged(now);
      }
      if (breakouts.isFull(breakout)) {
        throw full();
      }
      return assigned(
          now, breakouts.with(target, id), List.of(told(target, breakout, actor, now())));
    };
  }

  /** Brings somebody back to the main room. */
  public RulesChange unassign(UserId actor, UserId target) {
    return now -> {
      policy.requireManager(now, actor);
      now.target(target);
      var breakouts = now.rules().breakouts();
      return breakouts.of(target) == null
          ? Decision.unchanged(now)
          : assigned(
              now,
              breakouts.without(target),
              List.of(
                  new Announcement(
                      new BreakoutNotice.Assigned(target, null, actor, now()), target)));
    };
  }

  /** How people are distributed. */
  public enum Strategy {
    /** In the order of joining, each to where the fewest are. */
    EVEN,
    /** The same in random order. */
    RANDOM
  }

  /**
   * Distributes all who manage nothing and belong nowhere yet; {@code max_participants_reached}
   * when there are not enough places, and then nobody moves.
   *
   * @param seed of the random order
   */
  public RulesChange distribute(UserId actor, Strategy strategy, long seed) {
    return now -> {
      policy.requireManager(now, actor);
      var breakouts = now.rules().breakouts();
      var people = new ArrayList<>(unassigned(now));
      if (strategy == Strategy.RANDOM) {
        Collections.shuffle(people, new Random(seed));
      }
      var told = new ArrayList<Announcement>();
      for (var user : people) {
        var breakout = emptiest(breakouts);
        breakouts = breakouts.with(user, breakout.id());
        told.add(told(user, breakout, actor, now()));
      }
      return assigned(now, breakouts, told);
    };
  }

  private static List<UserId> unassigned(RoomNow now) {
    return now.attendees().stream()
        .map(Attendee::user)
        .filter(user -> Role.MODERATOR.outranks(now.roleOf(user)))
        .filter(user -> now.rules().breakouts().of(user) == null)
        .toList();
  }

  private static Breakout emptiest(Breakouts breakouts) {
    if (breakouts.rooms().stream().noneMatch(Breakout::open)) {
      throw notFound();
    }
    return breakouts.rooms().stream()
        .filter(Breakout::open)
        .filter(each -> !breakouts.isFull(each))
        .min(Comparator.comparingInt(each -> breakouts.in(each.id()).size()))
        .orElseThrow(BreakoutDecisions::full);
  }

  /** Nobody comes in any more; asked again of one in which people may stay, they go too. */
  public RulesChange close(UserId actor, String id) {
    return now -> {
      policy.requireManager(now, actor);
      var breakouts = now.rules().breakouts();
      var breakout = breakouts.find(id).orElseThrow(BreakoutDecisions::notFound);
      return Decision.of(
          now.rules().with(breakouts.close(breakout)), new BreakoutNotice.Closed(id, actor, now()));
    };
  }

  /** Says something in a breakout room; nobody hears it where nobody is. */
  public RulesChange say(UserId speaker, String username, String content) {
    return now ->
        now.attendees().isEmpty()
            ? Decision.unchanged(now)
            : Decision.of(
                now.rules(), new BreakoutNotice.Message(content, speaker, username, now()));
  }

  /** Makes somebody host of a breakout room who manages its main room. */
  public RulesChange lead(UserId manager) {
    return now -> {
      var host = now.rules().roles().host().orElse(null);
      if (now.find(manager).isEmpty() || manager.equals(host)) {
        return Decision.unchanged(now);
      }
      var roles = now.rules().roles();
      var told = new ArrayList<Notice>();
      if (host != null) {
        roles = roles.with(host, Role.PARTICIPANT);
        told.add(new Notice.RoleUpdated(host, Role.PARTICIPANT, null, now()));
      }
      told.add(new Notice.RoleUpdated(manager, Role.HOST, null, now()));
      return Decision.of(now.rules().with(roles.withHost(manager)), told.toArray(Notice[]::new));
    };
  }

  private static Decision assigned(RoomNow now, Breakouts after, List<Announcement> told) {
    return new Decision(now.rules().with(after), told);
  }

  private static Announcement told(UserId user, Breakout breakout, UserId by, Instant at) {
    return new Announcement(new BreakoutNotice.Assigned(user, breakout, by, at), user);
  }

  private static Breakout open(Breakouts breakouts, String id) {
    return breakouts.find(id).filter(Breakout::open).orElseThrow(BreakoutDecisions::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(Kind.NOT_FOUND, "room_not_found", "No such breakout room");
  }

  private static ProblemException full() {
    return new ProblemException(
        Kind.FORBIDDEN, "max_participants_reached", "There is no place left in a breakout room");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
