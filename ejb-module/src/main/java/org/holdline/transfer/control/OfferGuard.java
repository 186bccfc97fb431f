package org.holdline.transfer.control;

import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.TransferId;
import org.jspecify.annotations.Nullable;

/** Judges offers, and puts on record and counts what becomes of them. Thread-safe. */
public final class OfferGuard {
  private final RoomPolicy rooms;
  private final FilePolicy files;
  private final AuditTrail audit;
  private final Meters meters;

  public OfferGuard(RoomPolicy rooms, FilePolicy files, AuditTrail audit, Meters meters) {
    this.rooms = rooms;
    this.files = files;
    this.audit = audit;
    this.meters = meters;
  }

  /** What may be offered here by this user, in the form in which it is kept. */
  ContentFacts checked(RoomNow now, UserId sender, ContentFacts said) {
    rooms.requireFiles(now.rules(), sender);
    return files.checked(said);
  }

  static TransferId idOf(TransferState state) {
    return TransferId.of(state.transferId());
  }

  /** What has been offered must not be handed out. */
  void condemned(TransferState state, String why) {
    meters.count(Metric.TRANSFERS, "failed");
    audit.record(
        new AuditEvent(
            new RoomId(state.roomId()),
            null,
            AuditAction.FILES_CONDEMNED,
            new UserId(state.parties().sender()),
            null,
            "transfer=" + state.transferId() + " error=" + why));
  }

  /** Something has become of a transfer. */
  void note(TransferState state, UserId by, String change, @Nullable AuditAction action) {
    meters.count(Metric.TRANSFERS, change);
    if (action != null) {
      var sender = new UserId(state.parties().sender());
      var other = by.equals(sender) ? new UserId(state.parties().receiver()) : sender;
      audit.record(
          new AuditEvent(
              new RoomId(state.roomId()),
              by,
              action,
              other,
              null,
              "transfer=" + state.transferId() + " bytes=" + state.files().bytes()));
    }
  }
}
