package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.HandQueue;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.message.control.RoomSettings;
import org.holdline.message.control.WireNamed;
import org.holdline.problem.entity.ProblemException;
import org.holdline.room.control.RoomDecisions;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChange;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore.Changed;
import org.jspecify.annotations.Nullable;

/**
 * Shows those in a room its rules and carries out what they decide. Everything may be refused with
 * {@code user_not_in_room} or {@code user_banned}; decisions also as {@link RoomDecisions} says.
 */
@Dependent
public class Chair {
  private final RulesStore rules;
  private final Membership membership;
  private final RoomDecisions decisions;
  private final RoomPolicy policy;
  private final AuditTrail audit;

  @Inject
  public Chair(
      RulesStore rules,
      Membership membership,
      RoomDecisions decisions,
      RoomPolicy policy,
      AuditTrail audit) {
    this.rules = rules;
    this.membership = membership;
    this.decisions = decisions;
    this.policy = policy;
    this.audit = audit;
  }

  public RoomSettings settings(RoomId room, UserId actor) {
    return seen(room, actor).rules().settings();
  }

  /**
   * Sets some of the settings.
   *
   * @param changes wire names with values, as they were said
   */
  public RoomSettings set(RoomId room, UserId actor, Map<String, @Nullable Object> changes) {
    var changed = change(room, actor, decisions.set(actor, changes));
    var before = changed.before().rules().settings();
    var after = changed.after().rules().settings();
    if (!after.equals(before)) {
      audit.record(
          new AuditEvent(
              room, actor, AuditAction.SETTINGS_CHANGED, null, text(before), text(after)));
    }
    return after;
  }

  /** As the flags that are on, and the number of seats if that is limited. */
  private static String text(RoomSettings settings) {
    var on = words(settings.on());
    var max = settings.participantsMax();
    return max == null ? on : on + " max_participants=" + max;
  }

  /**
   * What somebody is in the room.
   *
   * @throws ProblemException {@code user_not_found}
   */
  public Role role(RoomId room, UserId actor, UserId target) {
    var now = seen(room, actor);
    return now.roleOf(now.target(target).user());
  }

  public void assign(RoomId room, UserId actor, UserId target, Role role) {
    var changed = change(room, actor, decisions.assign(actor, target, role));
    for (var each : changed.before().attendees()) {
      var before = changed.before().roleOf(each.user());
      var after = changed.after().roleOf(each.user());
      if (after != before) {
        audit.record(
            new AuditEvent(
                room,
                actor,
                AuditAction.ROLE_CHANGED,
                each.user(),
                before.wireName(),
                after.wireName()));
      }
    }
  }

  /**
   * What somebody may do in the room.
   *
   * @throws ProblemException {@code user_not_found}
   */
  public Set<Permission> permissions(RoomId room, UserId actor, UserId target) {
    var now = seen(room, actor);
    return policy.permissions(now.rules(), now.target(target).user());
  }

  public Set<Permission> permit(
      RoomId room, UserId actor, UserId target, Map<Permission, Boolean> changes) {
    var changed = change(room, actor, decisions.permit(actor, target, changes));
    var before = policy.permissions(changed.before().rules(), target);
    var after = policy.permissions(changed.after().rules(), target);
    if (!after.equals(before)) {
      audit.record(
          new AuditEvent(
              room, actor, AuditAction.PERMISSIONS_CHANGED, target, words(before), words(after)));
    }
    return after;
  }

  private static String words(Set<? extends WireNamed> words) {
    return words.stream().map(WireNamed::wireName).sorted().collect(Collectors.joining(" "));
  }

  public HandQueue hands(RoomId room, UserId actor) {
    return seen(room, actor).rules().hands();
  }

  /** Raises or lowers one's own hand. */
  public HandQueue raiseHand(RoomId room, UserId actor, boolean raised) {
    return change(room, actor, decisions.raiseHand(actor, raised)).after().rules().hands();
  }

  public void lowerHand(RoomId room, UserId actor, UserId target) {
    noteLowered(room, actor, change(room, actor, decisions.lowerHand(actor, target)));
  }

  public void lowerAllHands(RoomId room, UserId actor) {
    noteLowered(room, actor, change(room, actor, decisions.lowerAllHands(actor)));
  }

  private void noteLowered(RoomId room, UserId actor, Changed changed) {
    changed
        .before()
        .rules()
        .hands()
        .only(user -> !changed.after().rules().hands().has(user))
        .hands()
        .forEach(hand ->
            audit.record(AuditEvent.of(room, actor, AuditAction.HAND_LOWERED, hand.user())));
  }

  private Changed change(RoomId room, UserId actor, RulesChange change) {
    membership.require(room, actor);
    return rules.change(room, change);
  }

  private RoomNow seen(RoomId room, UserId actor) {
    membership.require(room, actor);
    return rules.read(room);
  }
}
