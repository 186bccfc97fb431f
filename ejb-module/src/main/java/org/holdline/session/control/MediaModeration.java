package org.holdline.session.control;

import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ClientPayload.MediaControl;
import org.holdline.message.control.Target;
import org.holdline.room.control.MediaDecisions;
import org.holdline.room.entity.RoomId;

/** What hosts and moderators ask of the microphones and cameras of others. Thread-safe. */
public final class MediaModeration {
  private final RulesStore rules;
  private final MediaDecisions decisions;
  private final AuditTrail audit;

  public MediaModeration(RulesStore rules, MediaDecisions decisions, AuditTrail audit) {
    this.rules = rules;
    this.decisions = decisions;
    this.audit = audit;
  }

  /**
   * Whether this user may ask whoever is addressed.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code insufficient_role}
   */
  public void requireAsk(RoomId room, UserId actor, Target target) {
    if (target.user() != null) {
      decisions.requireAsk(rules.read(room), actor, target.user());
    }
  }

  /** Puts on record who was asked for what. */
  public void asked(RoomId room, UserId actor, MediaControl control) {
    var target = control.target();
    var what = control.action().wireName() + " " + control.mediaType().wireName();
    var whom = target == null ? null : target.user();
    audit.record(new AuditEvent(room, actor, AuditAction.PARTICIPANT_MUTED, whom, null, what));
  }

  /**
   * Asks everybody below this user to be silent.
   *
   * @return how many have been asked
   * @throws org.holdline.problem.entity.ProblemException {@code user_not_in_room} or {@code
   *     permission_denied}
   */
  public int muteAll(RoomId room, UserId actor) {
    var changed = rules.change(room, decisions.muteAll(actor));
    audit.record(AuditEvent.of(room, actor, AuditAction.ALL_MUTED, null));
    return decisions.below(changed.before(), actor).size();
  }
}
