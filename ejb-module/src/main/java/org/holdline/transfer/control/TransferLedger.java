package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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
  private FileSettings settings;
  private Clock clock;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected TransferLedger() {}

  @Inject
  public TransferLedger(TransferStores stores, FileSettings settings, Clock clock) {
    this.stores = stores;
    this.settings = settings;
    this.clock = clock;
  }

  /** To the microsecond, which is what the database keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Somebody who offers.
   *
   * @param session in which he does it
   */
  public record Offering(RoomId room, UserId sender, SessionId session) {}

  /** One transfer to each receiver, all or none. */
  public List<TransferState> offer(Offering by, List<UserId> receivers, ContentFacts facts) {
    stores
        .transfers()
        .lockCounts(by.room(), Stream.concat(Stream.of(by.sender()), receivers.stream()));
    requireQuotas(by.sender(), receivers);
    var now = now();
    var content = new FileContent(by.room(), by.sender(), facts, FileContent.Scan.NONE, now);
    var each =
        receivers.stream()
            .map(
                to -> new FileTransfer(content, by.session(), to, now, now.plus(settings.expiry())))
            .toList();
    stores.transfers().add(content, each);
    each.forEach(transfer -> note(transfer, MessageType.FILE_SHARE_OFFER));
    return each.stream().map(transfer -> TransferViews.of(transfer, 0)).toList();
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

  private void note(FileTransfer transfer, MessageType type) {
    stores.events().add(transfer.id(), type.wireName());
  }

  /** Shows it as it is, with its version after what has just been done. */
  private TransferState written(FileTransfer transfer) {
    stores.transfers().flush();
    return view(transfer);
  }

  private TransferState view(FileTransfer transfer) {
    var content = transfer.content();
    return TransferViews.of(
        transfer, content.wrappedKey().isPresent() ? stores.relayed().count(content.id()) : 0);
  }

  private Side sideOf(FileTransfer transfer, Asked asked) {
    return transfer
        .sideOf(asked.by())
        .filter(side -> transfer.content().room().equals(asked.room()))
        .orElseThrow(TransferRefusals::notFound);
  }

  private FileTransfer locked(Asked asked) {
    var found =
        stores.transfers().findLocked(asked.transfer()).orElseThrow(TransferRefusals::notFound);
    sideOf(found, asked);
    return found;
  }

  private FileTransfer found(Asked asked) {
    var found = stores.transfers().find(asked.transfer()).orElseThrow(TransferRefusals::notFound);
    sideOf(found, asked);
    return found;
  }

  public TransferState get(Asked asked) {
    return view(found(asked));
  }

  /**
   * Those of somebody, the newest first.
   *
   * @param room null for all
   * @param status null for all
   */
  public List<TransferState> of(
      UserId user, @Nullable RoomId room, @Nullable TransferStatus status) {
    return stores.transfers().of(user, room, status, LIMIT_MAX).stream().map(this::view).toList();
  }

  /** The receiver takes it, in this session. */
  public TransferState accept(Asked asked, SessionId session) {
    var transfer = locked(asked);
    var content = transfer.content();
    var next = TransferMachine.next(stage(transfer), sideOf(transfer, asked), Move.ACCEPT);
    stores.transfers().lockCounts(content.room(), Stream.of());
    if (stores.transfers().activeIn(content.room(), content.id())
        >= FileSettings.ACTIVE_PER_ROOM_MAX) {
      throw TransferRefusals.tooMany("room_active", FileSettings.ACTIVE_PER_ROOM_MAX);
    }
    transfer.move(Side.RECEIVER, session);
    become(transfer, next, null);
    note(transfer, MessageType.FILE_SHARE_ACCEPT);
    return written(transfer);
  }

  private static Stage stage(FileTransfer transfer) {
    return new Stage(transfer.status(), transfer.pausedBy());
  }

  private void become(FileTransfer transfer, Stage next, @Nullable String why) {
    var now = now();
    transfer.become(next.status(), next.pausedBy(), why, now);
    transfer.keepUntil(now.plus(settings.expiry()));
    if (next.status() == TransferStatus.CANCELLED || next.status() == TransferStatus.FAILED) {
      closeIfUnwanted(transfer.content(), now);
    }
  }

  /** What nobody waits for any more and nobody has got is not kept. */
  private void closeIfUnwanted(FileContent content, Instant now) {
    boolean unwanted =
        stores.transfers().of(content).stream()
            .map(FileTransfer::status)
            .allMatch(Set.of(TransferStatus.CANCELLED, TransferStatus.FAILED)::contains);
    if (unwanted) {
      content.close(now);
    }
  }

  /**
   * Does what one of both parties wants.
   *
   * @param why it is given up; null when there is nothing to say
   */
  public TransferState move(Asked asked, Move move, @Nullable String why) {
    var transfer = locked(asked);
    return moved(transfer, sideOf(transfer, asked), move, why);
  }

  private TransferState moved(FileTransfer transfer, Side by, Move move, @Nullable String why) {
    become(transfer, TransferMachine.next(stage(transfer), by, move), why);
    note(transfer, typeOf(move));
    return written(transfer);
  }

  private static MessageType typeOf(Move move) {
    return switch (move) {
      case ACCEPT -> MessageType.FILE_SHARE_ACCEPT;
      case REJECT -> MessageType.FILE_SHARE_REJECT;
      case PAUSE -> MessageType.FILE_SHARE_PAUSE;
      case RESUME -> MessageType.FILE_SHARE_RESUME;
      case CANCEL -> MessageType.FILE_SHARE_CANCEL;
      case COMPLETE -> MessageType.FILE_SHARE_COMPLETE;
      case FAIL -> MessageType.FILE_SHARE_FAIL;
    };
  }

  /**
   * The receiver has verified everything.
   *
   * @param sha256 of the one file, as he has found it; null when he does not say
   */
  public TransferState complete(Asked asked, @Nullable String sha256) {
    var transfer = locked(asked);
    var content = transfer.content();
    var by = sideOf(transfer, asked);
    TransferMachine.next(stage(transfer), by, Move.COMPLETE);
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
    transfer.receive(new Received(all.text(), all.count(), listed.bytes()), now());
    return moved(transfer, by, Move.COMPLETE, null);
  }

  /** How far it is, chunk by chunk. */
  public ChunkStanding chunks(Asked asked) {
    var transfer = found(asked);
    return TransferViews.chunks(transfer, held(transfer.content()));
  }

  private ChunkRanges held(FileContent content) {
    return content.wrappedKey().isPresent()
        ? stores.relayed().held(content.id())
        : ChunkRanges.NONE;
  }

  /**
   * A transfer of which the receiver has said what he holds.
   *
   * @param due whether it is to be told now
   */
  public record Reported(TransferState state, ChunkStanding chunks, boolean due) {}

  /** The receiver says what he holds; it replaces what he said before. */
  public Reported report(Asked asked, ChunkRanges received) {
    var transfer = locked(asked);
    if (sideOf(transfer, asked) != Side.RECEIVER) {
      throw TransferRefusals.notForThisParty();
    }
    if (transfer.status() != TransferStatus.ACTIVE && transfer.status() != TransferStatus.PAUSED) {
      throw TransferMachine.refused(stage(transfer));
    }
    var content = transfer.content();
    if (received.end() > content.listed().chunks()) {
      throw TransferRefusals.outOfRange(content.listed().chunks());
    }
    var now = now();
    boolean due =
        transfer.receive(
            new Received(
                received.text(),
                received.count(),
                stores.manifests().bytes(content.id(), received)),
            now);
    transfer.keepUntil(now.plus(settings.expiry()));
    var state = written(transfer);
    return new Reported(state, TransferViews.chunks(transfer, held(content)), due);
  }

  /** A code with which this party may go on from another device. */
  public Recovery.Code newCode(Asked asked) {
    var transfer = locked(asked);
    if (transfer.status().isFinal()) {
      throw TransferMachine.refused(stage(transfer));
    }
    var code = RecoveryCode.random();
    var expiresAt = now().plus(CODE_LIFE);
    stores.codes().replace(code, transfer.id(), asked.by(), expiresAt);
    transfer.keepUntil(expiresAt);
    return new Recovery.Code(code, expiresAt);
  }

  /** Which transfer a code of his is for. */
  public Asked find(UserId by, RecoveryCode code) {
    var transfer =
        stores
            .codes()
            .find(code, by, now())
            .flatMap(stores.transfers()::find)
            .orElseThrow(TransferRefusals::noCode);
    return new Asked(transfer.id(), transfer.content().room(), by);
  }

  /** Goes on with what the code is for, in another session; the code is of no use any more. */
  public Recovery redeem(Asked asked, RecoveryCode code, SessionId to) {
    if (stores.codes().redeem(code, asked.by(), now()).isEmpty()) {
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
    var transfer = locked(asked);
    var side = sideOf(transfer, asked);
    if (transfer.status().isFinal()) {
      throw TransferMachine.refused(stage(transfer));
    }
    if (to != null) {
      transfer.move(side, to);
      transfer.keepUntil(now().plus(settings.expiry()));
      note(transfer, MessageType.FILE_SHARE_MOVED);
    }
    var state = written(transfer);
    return new Recovery(
        state, TransferViews.chunks(transfer, held(transfer.content())), transfer.expiresAt());
  }
}
