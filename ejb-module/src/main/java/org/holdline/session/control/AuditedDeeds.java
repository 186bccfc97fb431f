package org.holdline.session.control;

import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.room.control.RoomDeed;
import org.holdline.room.control.RoomDeeds;

/** Puts what is done with registered rooms into the audit. */
public final class AuditedDeeds implements RoomDeeds {
  private final AuditTrail audit;

  public AuditedDeeds(AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public void record(RoomDeed deed) {
    audit.record(
        new AuditEvent(
            deed.room(), deed.actor(), action(deed.kind()), deed.target(), null, deed.after()));
  }

  private static AuditAction action(RoomDeed.Kind kind) {
    return switch (kind) {
      case REGISTERED -> AuditAction.ROOM_REGISTERED;
      case CHANGED -> AuditAction.ROOM_CHANGED;
      case CLOSED -> AuditAction.ROOM_CLOSED;
      case REOPENED -> AuditAction.ROOM_REOPENED;
      case DELETED -> AuditAction.ROOM_DELETED;
      case INVITATION_MADE -> AuditAction.INVITATION_MADE;
      case INVITATION_ENDED -> AuditAction.INVITATION_ENDED;
      case INVITATION_TAKEN -> AuditAction.INVITATION_TAKEN;
      case MEMBER_ENROLLED -> AuditAction.MEMBER_ENROLLED;
      case MEMBER_EXPELLED -> AuditAction.MEMBER_EXPELLED;
    };
  }
}
