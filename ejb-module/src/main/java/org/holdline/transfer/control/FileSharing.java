package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.audit.control.AuditAction;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.TransferState;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.control.Attendee;
import org.holdline.room.control.RoomNow;
import org.holdline.room.control.RulesChangedException;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Membership;
import org.holdline.session.control.RulesStore;
import org.holdline.transfer.control.TransferLedger.Offering;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.RecoveryCode;
import org.holdline.transfer.entity.TransferStatus;
import org.jspecify.annotations.Nullable;

/**
 * What participants do with files: offer, take, pause, give up, go on. Whoever is neither sender
 * nor receiver of a transfer is told that there is none.
 */
@Dependent
public class FileSharing {
  private final TransferLedger ledger;
  private final ManifestLedger manifests;
  private final TransferNews news;
  private final Membership membership;
  private final RulesStore rooms;
  private final OfferGuard guard;

  @Inject
  public FileSharing(
      TransferLedger ledger,
      ManifestLedger manifests,
      TransferNews news,
      Membership membership,
      RulesStore rooms,
      OfferGuard guard) {
    this.ledger = ledger;
    this.manifests = manifests;
    this.news = news;
    this.membership = membership;
    this.rooms = rooms;
    this.guard = guard;
  }

  /**
   * To whom something is offered: to these, or to everybody else who is there.
   *
   * @param receivers empty for everybody
   */
  public record Audience(List<UserId> receivers) {
    public Audience {
      receivers = List.copyOf(receivers);
    }
  }

  /** One transfer to each receiver. */
  public List<TransferState> offer(
      RoomId room, UserId sender, Audience audience, ContentFacts facts) {
    var session = membership.require(room, sender).key().session();
    var by = new Offering(room, sender, session);
    var offered = rooms.whileTheyHold(room, now -> offer(by, now, audience, facts));
    offered.forEach(each -> done(each, sender, "offered", AuditAction.FILES_OFFERED));
    return offered;
  }

  private List<TransferState> offer(
      Offering by, RoomNow now, Audience audience, ContentFacts facts) {
    now.actor(by.sender());
    var checked = guard.checked(now, by.sender(), facts);
    var receivers = receivers(by, now, audience);
    return commit(() ->
            ledger.offer(by, receivers, checked, () -> rooms.isCurrent(by.room(), now.version())))
        .orElseThrow(RulesChangedException::new);
  }

  private List<UserId> receivers(Offering by, RoomNow now, Audience audience) {
    var sender = by.sender();
    if (audience.receivers().contains(sender)) {
      throw FilePolicy.invalid("receiver_id", "must be somebody else");
    }
    var asked =
        audience.receivers().isEmpty()
            ? now.attendees().stream().map(Attendee::user).toList()
            : audience.receivers();
    var receivers =
        asked.stream()
            .filter(each -> !each.equals(sender))
            .distinct()
            .map(each -> guard.receiver(by.room(), now, each))
            .toList();
    if (receivers.isEmpty()) {
      throw new ProblemException(Kind.NOT_FOUND, "user_not_found", "No such participant");
    }
    return receivers;
  }

  private TransferState done(
      TransferState state, UserId by, String change, @Nullable AuditAction action) {
    news.tell(OfferGuard.idOf(state));
    guard.note(state, by, change, action);
    return state;
  }

  /**
   * The receiver takes it.
   *
   * @param session in which he does; null for his newest in the room
   */
  public TransferState accept(Asked asked, @Nullable SessionId session) {
    commit(() -> ledger.get(asked));
    var here =
        session == null ? membership.require(asked.room(), asked.by()).key().session() : session;
    var state = commit(() -> ledger.accept(asked, here));
    return done(state, asked.by(), "accepted", AuditAction.FILES_ACCEPTED);
  }

  /** The receiver declines; null when he does not say why. */
  public TransferState reject(Asked asked, @Nullable String why) {
    var state = commit(() -> ledger.move(asked, Move.REJECT, why));
    return done(state, asked.by(), "rejected", AuditAction.FILES_REJECTED);
  }

  public TransferState pause(Asked asked) {
    var state = commit(() -> ledger.move(asked, Move.PAUSE, null));
    return done(state, asked.by(), "paused", null);
  }

  public TransferState resume(Asked asked) {
    var state = commit(() -> ledger.move(asked, Move.RESUME, null));
    return done(state, asked.by(), "resumed", null);
  }

  public TransferState cancel(Asked asked) {
    var state = commit(() -> ledger.move(asked, Move.CANCEL, null));
    return done(state, asked.by(), "cancelled", AuditAction.FILES_CANCELLED);
  }

  /** One of both cannot go on. */
  public TransferState fail(Asked asked, String why) {
    var state = commit(() -> ledger.move(asked, Move.FAIL, why));
    return done(state, asked.by(), "failed", AuditAction.FILES_FAILED);
  }

  /** The receiver has verified everything; null when he does not say the digest of the one file. */
  public TransferState complete(Asked asked, @Nullable String sha256) {
    var state = commit(() -> ledger.complete(asked, sha256));
    return done(state, asked.by(), "completed", AuditAction.FILES_COMPLETED);
  }

  public TransferState get(Asked asked) {
    return commit(() -> ledger.get(asked));
  }

  /**
   * Those that the caller sends or receives, the newest first.
   *
   * @param room null for all
   * @param status null for all
   */
  public List<TransferState> of(
      UserId user, @Nullable RoomId room, @Nullable TransferStatus status) {
    return commit(() -> ledger.of(user, room, status));
  }

  public ChunkStanding chunks(Asked asked) {
    return commit(() -> ledger.chunks(asked));
  }

  /** The receiver says what he holds. */
  public ChunkStanding report(Asked asked, ChunkRanges received) {
    var reported = commit(() -> ledger.report(asked, received));
    if (reported.due()) {
      news.progress(reported.state());
    }
    return reported.chunks();
  }

  public TransferState list(Asked asked, ManifestPage page) {
    return commit(() -> manifests.list(asked, page));
  }

  public ManifestLedger.Page manifest(Asked asked, int from, int limit) {
    return commit(() -> manifests.read(asked, from, limit));
  }

  public Recovery.Code newCode(Asked asked) {
    return commit(() -> ledger.newCode(asked));
  }

  /** What is needed to go on. */
  public Recovery recovery(Asked asked) {
    return commit(() -> ledger.recover(asked, null));
  }

  /**
   * Goes on from another device.
   *
   * @param session there; null for the newest in the room
   * @throws ProblemException {@code recovery_code_not_found}, also when it is somebody else's
   */
  public Recovery recover(UserId by, RecoveryCode code, @Nullable SessionId session) {
    var asked = commit(() -> ledger.find(by, code));
    var here = session == null ? membership.require(asked.room(), by).key().session() : session;
    var recovery = commit(() -> ledger.redeem(asked, code, here));
    done(recovery.transfer(), by, "moved", null);
    return recovery;
  }
}
