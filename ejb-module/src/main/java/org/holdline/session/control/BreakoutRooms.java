package org.holdline.session.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Breakout;
import org.holdline.message.control.Breakouts;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.BreakoutDecisions;
import org.holdline.room.control.BreakoutDecisions.Strategy;
import org.holdline.room.control.BreakoutDoor;
import org.holdline.room.control.BreakoutName;
import org.holdline.room.control.BreakoutPlan;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore.Changed;
import org.jspecify.annotations.Nullable;

/** The breakout rooms of a room, for whoever manages it. */
@Dependent
public class BreakoutRooms {
  private final RulesStore rules;
  private final BreakoutDecisions decisions;
  private final RoomPolicy policy;
  private final AuditTrail audit;

  @Inject
  public BreakoutRooms(
      RulesStore rules, BreakoutDecisions decisions, RoomPolicy policy, AuditTrail audit) {
    this.rules = rules;
    this.decisions = decisions;
    this.policy = policy;
    this.audit = audit;
  }

  /**
   * Makes one.
   *
   * @throws ProblemException as {@link BreakoutDecisions#create} says; {@code room_not_found} for a
   *     breakout room of a breakout room
   */
  public Breakout create(RoomId main, UserId actor, BreakoutPlan plan) {
    if (BreakoutName.mainOf(main) != null) {
      throw new ProblemException(
          Kind.CONFLICT, "room_already_exists", "A breakout room has no breakout rooms");
    }
    var after = rules.change(main, decisions.create(main, actor, plan)).after();
    audit.record(new AuditEvent(main, actor, AuditAction.BREAKOUT_CREATED, null, null, plan.id()));
    return after.rules().breakouts().find(plan.id()).orElseThrow();
  }

  /** What somebody in the room may know of them. */
  public Listed list(RoomId main, UserId reader) {
    var now = rules.read(main);
    now.actor(reader);
    return new Listed(now.rules().breakouts(), reader, BreakoutDoor.manages(now.roleOf(reader)));
  }

  /**
   * Breakout rooms as one sees them.
   *
   * @param all whether he sees who belongs where, or only where he does himself
   */
  public record Listed(Breakouts breakouts, UserId reader, boolean all) {}

  public void assign(RoomId main, UserId actor, String id, UserId target) {
    note(main, actor, target, rules.change(main, decisions.assign(actor, id, target)));
  }

  public void unassign(RoomId main, UserId actor, UserId target) {
    note(main, actor, target, rules.change(main, decisions.unassign(actor, target)));
  }

  private void note(RoomId main, UserId actor, UserId target, Changed changed) {
    var before = place(changed.before(), target);
    var after = place(changed.after(), target);
    if (!Objects.equals(before, after)) {
      audit.record(
          new AuditEvent(main, actor, AuditAction.BREAKOUT_ASSIGNED, target, before, after));
    }
  }

  private static @Nullable String place(RoomNow now, UserId user) {
    return now.rules().breakouts().of(user);
  }

  /** Distributes those who belong nowhere yet; answers who belongs where then. */
  public Breakouts distribute(RoomId main, UserId actor, Strategy strategy) {
    long seed = ThreadLocalRandom.current().nextLong();
    var changed = rules.change(main, decisions.distribute(actor, strategy, seed));
    changed.after().attendees().forEach(each -> note(main, actor, each.user(), changed));
    return changed.after().rules().breakouts();
  }

  public void close(RoomId main, UserId actor, String id) {
    rules.change(main, decisions.close(actor, id));
    audit.record(new AuditEvent(main, actor, AuditAction.BREAKOUT_CLOSED, null, id, null));
  }

  /**
   * Says something in all of them, as long as who says it manages the main room: it is judged anew
   * whenever its rules have changed before one of them is told. Whoever may not any more is
   * refused, and those that were told before have heard it.
   *
   * @return in how many
   */
  public int broadcast(RoomId main, UserId actor, String content) {
    var told = new HashSet<String>();
    return rules.whileTheyHold(
        main,
        now -> {
          policy.requireManager(now, actor);
          var say = decisions.say(actor, now.actor(actor).username(), content);
          for (var each : now.rules().breakouts().rooms()) {
            if (!rules.isCurrent(main, now.version())) {
              throw new RulesChangedException();
            }
            if (told.add(each.room())) {
              rules.change(new RoomId(each.room()), say);
            }
          }
          return told.size();
        });
  }
}
