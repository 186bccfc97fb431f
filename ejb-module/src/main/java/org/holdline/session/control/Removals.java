package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;

/** Removes participants from rooms, at the wish of those whose role reaches that far. */
@Dependent
public class Removals {
  private final Bans bans;
  private final RulesStore rules;
  private final Membership membership;
  private final RoomPolicy policy;
  private final AuditTrail audit;
  private final Meters meters;

  @Inject
  public Removals(
      Bans bans,
      RulesStore rules,
      Membership membership,
      RoomPolicy policy,
      AuditTrail audit,
      Meters meters) {
    this.bans = bans;
    this.rules = rules;
    this.membership = membership;
    this.policy = policy;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * Ends what the target has in the room; it holds for a minute.
   *
   * @throws ProblemException {@code user_not_in_room}, {@code permission_denied}, {@code
   *     insufficient_role}, {@code user_not_found}
   */
  public void kick(RoomId room, UserId actor, UserId target) {
    remove(room, actor, target, LeaveReason.KICKED);
    audit.record(AuditEvent.of(room, actor, AuditAction.PARTICIPANT_KICKED, target));
  }

  /** The same, and it holds until it is lifted. */
  public void ban(RoomId room, UserId actor, UserId target) {
    remove(room, actor, target, LeaveReason.BANNED);
    audit.record(AuditEvent.of(room, actor, AuditAction.PARTICIPANT_BANNED, target));
  }

  private void remove(RoomId room, UserId actor, UserId target, LeaveReason reason) {
    membership.require(room, actor);
    boolean removed =
        rules.whileTheyHold(
            room,
            now -> {
              now.actor(actor);
              now.target(target);
              policy.requireAbove(now.rules(), actor, target);
              return bans.remove(room, target, reason, now.version());
            });
    requireFound(removed);
    meters.count(Metric.PARTICIPANTS_REMOVED, reason.wireName());
  }

  /**
   * Lets somebody in again.
   *
   * @throws ProblemException {@code user_not_in_room}, {@code permission_denied}, {@code
   *     user_not_found}
   */
  public void lift(RoomId room, UserId actor, UserId target) {
    membership.require(room, actor);
    boolean lifted =
        rules.whileTheyHold(
            room,
            now -> {
              policy.requireManager(now, actor);
              return bans.lift(room, target, now.version());
            });
    requireFound(lifted);
    audit.record(AuditEvent.of(room, actor, AuditAction.BAN_LIFTED, target));
  }

  /** Who is kept out of the room. */
  public List<UserId> barred(RoomId room, UserId actor) {
    membership.require(room, actor);
    policy.requireManager(rules.read(room), actor);
    return bans.barred(room);
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such participant");
    }
  }
}
