package org.holdline.room.control;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Permission;
import org.holdline.message.control.RaisedHand;
import org.holdline.message.control.Role;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What people in a room may decide about it and each other. Each decision checks the rights of whom
 * it is asked by, changes nothing itself, and may be refused with {@code user_not_in_room}, {@code
 * user_not_found}, {@code permission_denied} or {@code insufficient_role}.
 */
public final class RoomDecisions {
  private final RoomPolicy policy;
  private final Clock clock;

  public RoomDecisions(RoomPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Sets some of the settings, the others stay.
   *
   * @param changes wire names with values, as they were said
   */
  public RulesChange set(UserId actor, Map<String, @Nullable Object> changes) {
    return now -> {
      policy.requireManager(now, actor);
      var settings = now.rules().settings().with(changes);
      return settings.equals(now.rules().settings())
          ? Decision.unchanged(now)
          : Decision.of(
              now.rules().with(settings), new Notice.RoomSettingsUpdate(settings, actor, now()));
    };
  }

  /**
   * Gives somebody a role, and with it exactly what the role may do. A host gives his own away by
   * making another host; if he only lowers himself, the next one follows as if he had left.
   */
  public RulesChange assign(UserId actor, UserId target, Role wanted) {
    return now -> {
      now.actor(actor);
      now.target(target);
      var current = now.roleOf(target);
      policy.requireRoleChange(now.rules(), actor, target, wanted);
      if (current == wanted) {
        return Decision.unchanged(now);
      }
      var changed = new Assignment(now.rules(), actor, now());
      if (wanted == Role.HOST) {
        changed.make(actor, Role.MODERATOR);
        changed.makeHost(target);
      } else {
        changed.make(target, wanted);
        if (current == Role.HOST) {
          changed.makeHost(successor(now, target));
        }
      }
      return changed.decision();
    };
  }

  /** Role by role, with what is told of it. */
  private static final class Assignment {
    private final UserId by;
    private final Instant at;
    private final List<Announcement> told = new ArrayList<>();
    private RoomRules rules;

    Assignment(RoomRules rules, UserId by, Instant at) {
      this.rules = rules;
      this.by = by;
      this.at = at;
    }

    void make(UserId user, Role role) {
      become(user, role, rules.roles().with(user, role));
    }

    void makeHost(UserId user) {
      become(user, Role.HOST, rules.roles().withHost(user));
    }

    private void become(UserId user, Role role, RoomRoles roles) {
      rules = rules.with(roles).withoutPermissions(user);
      told.add(Announcement.toAll(new Notice.RoleUpdated(user, role, by, at)));
    }

    Decision decision() {
      return new Decision(rules, told);
    }
  }

  /** The highest in rank, of equals one who is connected, of those the longest present. */
  private static UserId successor(RoomNow now, UserId host) {
    return now.attendees().stream()
        .filter(each -> !each.user().equals(host))
        .min(
            Comparator.comparing((Attendee each) -> now.roleOf(each.user()))
                .thenComparing(each -> !each.connected()))
        .map(Attendee::user)
        .orElseThrow(() ->
            new ProblemException(Kind.CONFLICT, "host_required", "A room is never without a host"));
  }

  /**
   * Lets somebody do something, or not, whatever his role says, until his role is changed.
   *
   * @param changes permissions not named stay as they are
   */
  public RulesChange permit(UserId actor, UserId target, Map<Permission, Boolean> changes) {
    return now -> {
      now.actor(actor);
      now.target(target);
      policy.requirePermissionChange(now.rules(), actor, target, changes);
      var before = policy.permissions(now.rules(), target);
      var after = EnumSet.noneOf(Permission.class);
      after.addAll(before);
      changes.forEach((permission, may) -> {
        if (may) {
          after.add(permission);
        } else {
          after.remove(permission);
        }
      });
      return after.equals(before)
          ? Decision.unchanged(now)
          : Decision.of(
              now.rules().with(target, after),
              new Notice.PermissionUpdated(target, after, actor, now()));
    };
  }

  /** Somebody's own hand goes up, or down. */
  public RulesChange raiseHand(UserId actor, boolean raised) {
    return now -> {
      var owner = now.actor(actor);
      var hands = now.rules().hands();
      return raised
          ? hands(now, hands.with(new RaisedHand(actor, owner.username(), now())), null)
          : hands(now, hands.only(user -> !user.equals(actor)), null);
    };
  }

  /** Another's hand goes down. */
  public RulesChange lowerHand(UserId actor, UserId target) {
    return now -> {
      policy.requireManager(now, actor);
      now.target(target);
      return hands(now, now.rules().hands().only(user -> !user.equals(target)), actor);
    };
  }

  /** All hands go down. */
  public RulesChange lowerAllHands(UserId actor) {
    return now -> {
      policy.requireManager(now, actor);
      return hands(now, HandQueue.EMPTY, actor);
    };
  }

  /** The queue is told whenever a hand is. */
  private Decision hands(RoomNow now, HandQueue after, @Nullable UserId by) {
    var before = now.rules().hands();
    var at = now();
    var lowered = before.only(user -> !after.has(user)).hands().stream();
    var raised = after.only(user -> !before.has(user)).hands().stream();
    var told =
        Stream.concat(
                lowered.map(hand -> told(hand, false, by, at)),
                raised.map(hand -> told(hand, true, by, at)))
            .toList();
    if (told.isEmpty()) {
      return Decision.unchanged(now);
    }
    var all = Stream.concat(told.stream(), Stream.of(new Notice.HandRaiseQueue(after, at)));
    return new Decision(now.rules().with(after), all.map(Announcement::toAll).toList());
  }

  private static Notice told(RaisedHand hand, boolean raised, @Nullable UserId by, Instant at) {
    return new Notice.HandRaise(hand.user(), hand.username(), raised, by, at);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
