package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.LeaveReason;
import org.holdline.message.control.Permission;
import org.holdline.message.control.Role;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Bans.Outcome;
import org.holdline.session.control.Bans.Removal;

/** Removes participants from rooms, at the wish of those whose role reaches that far. */
@Dependent
public class Removals {
  private final Bans bans;
  private final Sessions sessions;
  private final Membership membership;
  private final RoomPolicy policy;
  private final AuditTrail audit;
  private final Meters meters;

  @Inject
  public Removals(
      Bans bans,
      Sessions sessions,
      Membership membership,
      RoomPolicy policy,
      AuditTrail audit,
      Meters meters) {
    this.bans = bans;
    this.sessions = sessions;
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
  }

  /** The same, and it holds until it is lifted. */
  public void ban(RoomId room, UserId actor, UserId target) {
    remove(room, actor, target, LeaveReason.BANNED);
  }

  private void remove(RoomId room, UserId actor, UserId target, LeaveReason reason) {
    membership.require(room, actor);
    var removal = new Removal(room, actor, target, reason, policy.removable());
    switch (bans.remove(removal)) {
      case Outcome.Removed removed -> {
        meters.count(Metric.PARTICIPANTS_REMOVED, reason.wireName());
        audit.record(AuditEvent.of(room, actor, action(reason), target));
      }
      case Outcome.Absent absent -> throw notFound();
      case Outcome.Refused refused -> policy.requireRemoval(refused.actor(), refused.target());
    }
  }

  private static AuditAction action(LeaveReason reason) {
    return reason == LeaveReason.BANNED
        ? AuditAction.PARTICIPANT_BANNED
        : AuditAction.PARTICIPANT_KICKED;
  }

  /**
   * Lets somebody in again.
   *
   * @throws ProblemException {@code user_not_in_room}, {@code permission_denied}, {@code
   *     user_not_found}
   */
  public void lift(RoomId room, UserId actor, UserId target) {
    requireModerator(room, actor);
    if (!bans.lift(room, target)) {
      throw notFound();
    }
    audit.record(AuditEvent.of(room, actor, AuditAction.BAN_LIFTED, target));
  }

  /** Who is kept out of the room. */
  public List<UserId> barred(RoomId room, UserId actor) {
    requireModerator(room, actor);
    return bans.barred(room);
  }

  private void requireModerator(RoomId room, UserId actor) {
    membership.require(room, actor);
    var role =
        sessions.snapshot(room).stream()
            .flatMap(snapshot -> snapshot.sessions().stream())
            .filter(each -> each.userId().equals(actor))
            .map(each -> each.role())
            .findFirst()
            .orElse(Role.OBSERVER);
    policy.require(policy.permissions(role), Permission.MANAGE_PARTICIPANTS);
  }

  private static ProblemException notFound() {
    return new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such participant");
  }
}
