package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditEvent;
import org.holdline.audit.control.AuditTrail;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.RegisteredRoom;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.TransferId;
import org.jspecify.annotations.Nullable;

/** Judges offers, and puts on record and counts what becomes of them. Thread-safe. */
public final class OfferGuard {
  private final RoomPolicy rooms;
  private final RoomLedger registered;
  private final FilePolicy files;
  private final AuditTrail audit;
  private final Meters meters;

  public OfferGuard(
      RoomPolicy rooms, RoomLedger registered, FilePolicy files, AuditTrail audit, Meters meters) {
    this.rooms = rooms;
    this.registered = registered;
    this.files = files;
    this.audit = audit;
    this.meters = meters;
  }

  /** What may be offered here by this user, in the form in which it is kept. */
  ContentFacts checked(RoomNow now, UserId sender, ContentFacts said) {
    rooms.requireFiles(now.rules(), sender);
    return files.checked(said);
  }

  /**
   * Somebody who may be offered something here: he is there, or belongs to the room and will come.
   *
   * @throws ProblemException {@code user_not_found}
   */
  UserId receiver(RoomId room, RoomNow now, UserId user) {
    boolean belongs =
        now.find(user).isPresent()
            || commit(() -> registered.find(room, user)).filter(RegisteredRoom::isHis).isPresent();
    if (!belongs) {
      throw new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such participant");
    }
    return user;
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
