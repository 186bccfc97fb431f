package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.DoorDecisions;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.WaitingRoom.Waiter;
import org.jspecify.annotations.Nullable;

/** Those inside who answer those at the door. */
@Dependent
public class Doormen {
  private final WaitingRoom waitingRoom;
  private final RulesStore rules;
  private final DoorDecisions decisions;
  private final RoomPolicy policy;
  private final Membership membership;
  private final AuditTrail audit;

  @Inject
  public Doormen(
      WaitingRoom waitingRoom,
      RulesStore rules,
      DoorDecisions decisions,
      RoomPolicy policy,
      Membership membership,
      AuditTrail audit) {
    this.waitingRoom = waitingRoom;
    this.rules = rules;
    this.decisions = decisions;
    this.policy = policy;
    this.membership = membership;
    this.audit = audit;
  }

  /**
   * Who waits, in the order of coming.
   *
   * @throws ProblemException {@code user_not_in_room}, {@code user_banned} or {@code
   *     permission_denied}
   */
  public List<Waiter> waiting(RoomId room, UserId actor) {
    membership.require(room, actor);
    policy.requireManager(rules.read(room), actor);
    return waitingRoom.waiting(room);
  }

  /**
   * Lets one in who waits.
   *
   * @throws ProblemException as {@link #waiting}, and {@code user_not_found} when he does not wait
   */
  public void admit(RoomId room, UserId actor, UserId user) {
    requireWaiting(room, actor, user);
    admit(room, actor, List.of(user));
  }

  private void admit(RoomId room, UserId actor, List<UserId> users) {
    rules.change(room, decisions.admit(actor, users));
    users.forEach(
        user -> audit.record(AuditEvent.of(room, actor, AuditAction.WAITING_ADMITTED, user)));
  }

  /** Turns one away who waits; refused like {@link #admit}. */
  public void reject(RoomId room, UserId actor, UserId user, @Nullable String reason) {
    requireWaiting(room, actor, user);
    reject(room, actor, List.of(user), reason);
  }

  private void reject(RoomId room, UserId actor, List<UserId> users, @Nullable String reason) {
    rules.change(room, decisions.reject(actor, users, reason));
    users.forEach(
        user -> audit.record(AuditEvent.of(room, actor, AuditAction.WAITING_REJECTED, user)));
  }

  private void requireWaiting(RoomId room, UserId actor, UserId user) {
    if (waiting(room, actor).stream().noneMatch(each -> each.user().equals(user))) {
      throw new ProblemException(Kind.NOT_FOUND, "user_not_found", "Nobody of this name waits");
    }
  }

  /**
   * Lets in all who wait.
   *
   * @return who they were
   */
  public List<UserId> admitAll(RoomId room, UserId actor) {
    var users = waiting(room, actor).stream().map(Waiter::user).toList();
    if (!users.isEmpty()) {
      admit(room, actor, users);
    }
    return users;
  }

  /** The same, turned away. */
  public List<UserId> rejectAll(RoomId room, UserId actor, @Nullable String reason) {
    var users = waiting(room, actor).stream().map(Waiter::user).toList();
    if (!users.isEmpty()) {
      reject(room, actor, users, reason);
    }
    return users;
  }
}
