package org.holdline.session.control;

import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ClientPayload.MediaControl;
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

  /** Puts on record who was asked for what. */
  public void asked(RoomId room, UserId actor, MediaControl control) {
    var what = control.action().wireName() + " " + control.mediaType().wireName();
    audit.record(
        new AuditEvent(room, actor, AuditAction.PARTICIPANT_MUTED, control.asked(), null, what));
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
