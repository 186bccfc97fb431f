package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.TransferState;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.Received;
import org.holdline.transfer.entity.RecoveryCode;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferStatus;
import org.jspecify.annotations.Nullable;

/**
 * The transfers in the database, one short transaction a call; who may do what is judged inside it,
 * and what has happened is noted in it, to be told after it. While the database is away each call
 * throws UnavailableException {@code database_unavailable}; it may fail as late as at the commit,
 * then as EJBException.
 */
@Stateless
public class TransferLedger {
  /** The longest list. */
  static final int LIMIT_MAX = 500;

  /** How long a recovery code counts. */
  static final Duration CODE_LIFE = Duration.ofMinutes(15);

  private TransferStores stores;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected TransferLedger() {}

  @Inject
  public TransferLedger(TransferStores stores, TransferChanges changes, FileSettings settings) {
    this.stores = stores;
    this.changes = changes;
    this.settings = settings;
  }

  /**
   * Somebody who offers.
   *
   * @param session in which he does it
   */
  public record Offering(RoomId room, UserId sender, SessionId session) {}

  /**
   * One transfer to each receiver, all or none.
   *
   * @param rulesHold asked last: whether it is still judged as it was
   * @return nothing when it is not
   */
  public Optional<List<TransferState>> offer(
      Offering by, List<UserId> receivers, ContentFacts facts, BooleanSupplier rulesHold) {
    stores
        .transfers()
        .lockCounts(by.room(), Stream.concat(Stream.of(by.sender()), receivers.stream()));
    requireQuotas(by.sender(), receivers);
    if (!rulesHold.getAsBoolean()) {
      return Optional.empty();
    }
    var now = stores.now();
    var content = new FileContent(by.room(), by.sender(), facts, now);
    var each =
        receivers.stream()
            .map(
                to -> new FileTransfer(content, by.session(), to, now, now.plus(settings.expiry())))
            .toList();
    stores.transfers().add(content, each);
    each.forEach(transfer -> changes.note(transfer, MessageType.FILE_SHARE_OFFER));
    return Optional.of(each.stream().map(transfer -> TransferViews.of(transfer, 0)).toList());
  }

  private void requireQuotas(UserId sender, List<UserId> receivers) {
    if (stores.transfers().openOut(sender) >= settings.openMax()) {
      throw TransferRefusals.tooMany("outgoing", settings.openMax());
    }
    for (var receiver : receivers) {
      if (stores.transfers().pending(sender, receiver) >= FileSettings.PENDING_MAX) {
        throw TransferRefusals.tooMany("sender_pending", FileSettings.PENDING_MAX);
      }
      if (stores.transfers().openIn(receiver) >= settings.openMax()) {
        throw TransferRefusals.tooMany("incoming", settings.openMax());
      }
    }
  }

  public TransferState get(Asked asked) {
    return stores.state(stores.get(asked));
  }

  /**
   * Those of somebody, the newest first.
   *
   * @param room null for all
   * @param status null for all
   */
  public List<TransferState> of(
      UserId user, @Nullable RoomId room, @Nullable TransferStatus status) {
    return stores.transfers().of(user, room, status, LIMIT_MAX).stream()
        .map(stores::state)
        .toList();
  }

  /** The receiver takes it, in this session. */
  public TransferState accept(Asked asked, SessionId session) {
    var transfer = stores.getLocked(asked);
    changes.change(transfer, asked.sideOf(transfer), Move.ACCEPT, null);
    var content = transfer.content();
    stores.transfers().lockCounts(content.room(), Stream.of());
    if (stores.transfers().activeIn(content.room(), content.id())
        >= FileSettings.ACTIVE_PER_ROOM_MAX) {
      throw TransferRefusals.tooMany("room_active", FileSettings.ACTIVE_PER_ROOM_MAX);
    }
    transfer.move(Side.RECEIVER, session);
    return moved(transfer);
  }

  /**
   * Does what one of both parties wants.
   *
   * @param why it is given up; null when there is nothing to say
   */
  public TransferState move(Asked asked, Move move, @Nullable String why) {
    var transfer = stores.getLocked(asked);
    changes.change(transfer, asked.sideOf(transfer), move, why);
    return moved(transfer);
  }

  /** One that somebody has just moved. */
  private TransferState moved(FileTransfer transfer) {
    transfer.keepUntil(stores.now().plus(settings.expiry()));
    return stores.state(transfer);
  }

  /**
   * The receiver has verified everything.
   *
   * @param sha256 of the one file, as he has found it; null when he does not say
   */
  public TransferState complete(Asked asked, @Nullable String sha256) {
    var transfer = stores.getLocked(asked);
    changes.change(transfer, asked.sideOf(transfer), Move.COMPLETE, null);
    var content = transfer.content();
    var listed = content.listed();
    if (!listed.complete()) {
      throw ManifestRules.conflict("the manifest is not complete");
    }
    if (sha256 != null) {
      var only = stores.manifests().files(content.id(), 0, 2);
      if (only.size() != 1 || !only.getFirst().sha256().hex().equals(sha256)) {
        throw ManifestRules.conflict("sha256 is not that of the one file of the manifest");
      }
    }
    var all = ChunkRanges.all(listed.chunks());
    transfer.receive(new Received(all.text(), all.count(), listed.bytes()), stores.now());
    return moved(transfer);
  }

  /** How far it is, chunk by chunk. */
  public ChunkStanding chunks(Asked asked) {
    var transfer = stores.get(asked);
    return TransferViews.chunks(transfer, stores.held(transfer.content()));
  }

  /**
   * A transfer of which the receiver has said what he holds.
   *
   * @param due whether it is to be told now
   */
  public record Reported(TransferState state, ChunkStanding chunks, boolean due) {}

  /** The receiver says what he holds; it replaces what he said before. */
  public Reported report(Asked asked, ChunkRanges received) {
    var transfer = stores.getLocked(asked);
    asked.require(Side.RECEIVER, transfer);
    if (transfer.status() != TransferStatus.ACTIVE && transfer.status() != TransferStatus.PAUSED) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    var content = transfer.content();
    if (received.end() > content.listed().chunks()) {
      throw TransferRefusals.outOfRange(content.listed().chunks());
    }
    var now = stores.now();
    boolean due =
        transfer.receive(
            new Received(
                received.text(),
                received.count(),
                stores.manifests().bytes(content.id(), received)),
            now);
    return new Reported(moved(transfer), TransferViews.chunks(transfer, stores.held(content)), due);
  }

  /** A code with which this party may go on from another device. */
  public Recovery.Code newCode(Asked asked) {
    var transfer = stores.getLocked(asked);
    if (transfer.status().isFinal()) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    var code = RecoveryCode.random();
    var expiresAt = stores.now().plus(CODE_LIFE);
    stores.codes().replace(code, transfer.id(), asked.by(), expiresAt);
    transfer.keepUntil(expiresAt);
    return new Recovery.Code(code, expiresAt);
  }

  /** Which transfer a code of his is for. */
  public Asked find(UserId by, RecoveryCode code) {
    var transfer =
        stores
            .codes()
            .find(code, by, stores.now())
            .flatMap(stores.transfers()::find)
            .orElseThrow(TransferRefusals::noCode);
    return new Asked(transfer.id(), transfer.content().room(), by);
  }

  /** Goes on with what the code is for, in another session; the code is of no use any more. */
  public Recovery redeem(Asked asked, RecoveryCode code, SessionId to) {
    if (stores.codes().redeem(code, asked.by(), stores.now()).isEmpty()) {
      throw TransferRefusals.noCode();
    }
    return recover(asked, to);
  }

  /**
   * What a party needs to go on.
   *
   * @param to the session from which it goes on from now on; null when that stays
   */
  public Recovery recover(Asked asked, @Nullable SessionId to) {
    var transfer = stores.getLocked(asked);
    var side = asked.sideOf(transfer);
    if (transfer.status().isFinal()) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    if (to != null) {
      transfer.move(side, to);
      transfer.keepUntil(stores.now().plus(settings.expiry()));
      changes.note(transfer, MessageType.FILE_SHARE_MOVED);
    }
    var state = stores.state(transfer);
    return new Recovery(
        state,
        TransferViews.chunks(transfer, stores.held(transfer.content())),
        transfer.expiresAt());
  }
}
