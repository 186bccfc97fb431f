package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/** What is over, in the database, one short transaction a call; all calls may be repeated. */
@Stateless
public class SweepLedger {
  /** Of one call. */
  static final int LIMIT = 100;

  /** Transfers that are looked after at a time. */
  private static final int UNDER_WAY_MAX = 1_000;

  /** What was on its way into the store when its content was closed has arrived by then. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private static final Duration ABANDONED = Duration.ofHours(1);

  private TransferStores stores;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected SweepLedger() {}

  @Inject
  public SweepLedger(TransferStores stores, TransferChanges changes, FileSettings settings) {
    this.stores = stores;
    this.changes = changes;
    this.settings = settings;
  }

  /** Transfers whose time is up. */
  public List<TransferId> expired() {
    return stores.transfers().expired(stores.now(), LIMIT).stream().map(FileTransfer::id).toList();
  }

  /**
   * Fails one that was not over, forgets one that was.
   *
   * @return whether it has failed by this
   */
  public boolean expire(TransferId id) {
    var now = stores.now();
    var found = stores.transfers().findLocked(id).filter(each -> !each.expiresAt().isAfter(now));
    if (found.isEmpty()) {
      return false;
    }
    var transfer = found.get();
    if (transfer.status().isFinal()) {
      forget(transfer, now);
      return false;
    }
    changes.change(transfer, Side.SYSTEM, Move.FAIL, "expired");
    transfer.keepUntil(now.plus(settings.expiry()));
    return true;
  }

  /** A transfer from device to device that is not over. */
  public record UnderWay(
      TransferId id, RoomId room, UserId sender, UserId receiver, Set<Side> pausedBy) {
    public UnderWay {
      pausedBy = Set.copyOf(pausedBy);
    }
  }

  public List<UnderWay> underWay() {
    return stores.transfers().underWay(UNDER_WAY_MAX).stream()
        .map(each ->
            new UnderWay(
                each.id(), each.content().room(), each.sender(), each.receiver(), each.pausedBy()))
        .toList();
  }

  /**
   * Pauses or resumes one for the system, unless it has become another meanwhile.
   *
   * @return whether it has been done
   */
  public boolean hold(TransferId id, Move move) {
    var found = stores.transfers().findLocked(id).filter(each -> mayHold(each, move));
    if (found.isEmpty()) {
      return false;
    }
    changes.change(found.get(), Side.SYSTEM, move, null);
    return true;
  }

  private static boolean mayHold(FileTransfer transfer, Move move) {
    boolean isHeld = transfer.pausedBy().contains(Side.SYSTEM);
    boolean isUnderWay =
        transfer.status() == TransferStatus.ACTIVE || transfer.status() == TransferStatus.PAUSED;
    return move == Move.PAUSE ? isUnderWay && !isHeld && !transfer.isRelayed() : isHeld;
  }

  private void forget(FileTransfer transfer, Instant now) {
    var content = transfer.content();
    stores.transfers().remove(transfer);
    if (stores.transfers().of(content).isEmpty()) {
      content.close(now);
    }
  }

  /** Rooms in which something is not over. */
  public List<RoomId> roomsWithOpen() {
    return stores.transfers().roomsWithOpen(UNDER_WAY_MAX);
  }

  /**
   * Ends what somebody who has been removed sends and receives in a room.
   *
   * @return those that have failed by this
   */
  public List<TransferId> endAll(RoomId room, UserId user) {
    var open = stores.transfers().openLocked(room, user);
    for (var transfer : open) {
      changes.change(transfer, Side.SYSTEM, Move.FAIL, "participant_removed");
      transfer.keepUntil(stores.now().plus(settings.expiry()));
    }
    return open.stream().map(FileTransfer::id).toList();
  }

  /** Contents of which nothing must be stored any more, and something is. */
  public List<UUID> closed() {
    return stores.relayed().closed(LIMIT);
  }

  /** Nothing of it is stored any more. */
  public void emptied(UUID content) {
    stores.relayed().removeAll(content);
  }

  /** Contents that can be forgotten. */
  public List<UUID> over() {
    return stores.transfers().over(stores.now().minus(SETTLED), LIMIT).stream()
        .map(FileContent::id)
        .toList();
  }

  public void forget(UUID content) {
    stores.transfers().findContentLocked(content).ifPresent(stores.transfers()::remove);
  }

  /** Segments that a node has left behind as it died. */
  public List<Segment> abandoned() {
    return stores.relayed().abandoned(stores.now().minus(ABANDONED), LIMIT);
  }

  public void forget(Segment segment) {
    stores.relayed().remove(List.of(segment));
  }
}
