package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.message.control.TransferState;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/** What administrators see of transfers and do to them, in the database, one transaction a call. */
@Stateless
public class TransferOverview {
  /** Transfers of one room. */
  private static final int LIMIT = 1_000;

  private TransferStores stores;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected TransferOverview() {}

  @Inject
  public TransferOverview(TransferStores stores, TransferChanges changes, FileSettings settings) {
    this.stores = stores;
    this.changes = changes;
    this.settings = settings;
  }

  public long count(TransferStatus status) {
    return stores.transfers().count(status);
  }

  /** Of all that is stored and about to be. */
  public long storedBytes() {
    return stores.relayed().bytes();
  }

  /** Those of a room that are not over, the newest first. */
  public List<TransferState> open(RoomId room) {
    return stores.transfers().open(room, LIMIT).stream().map(stores::state).toList();
  }

  /**
   * Fails one for both sides.
   *
   * @return whether it was not over
   */
  public boolean end(TransferId id) {
    var found = stores.transfers().findLocked(id).filter(each -> !each.status().isFinal());
    found.ifPresent(transfer -> {
      changes.change(transfer, Side.SYSTEM, Move.FAIL, "ended_by_administrator");
      transfer.keepUntil(stores.now().plus(settings.expiry()));
    });
    return found.isPresent();
  }
}
