package org.holdline.transfer.control;

import static org.holdline.transfer.entity.TransferStatus.ACTIVE;
import static org.holdline.transfer.entity.TransferStatus.CANCELLED;
import static org.holdline.transfer.entity.TransferStatus.COMPLETED;
import static org.holdline.transfer.entity.TransferStatus.FAILED;
import static org.holdline.transfer.entity.TransferStatus.PAUSED;
import static org.holdline.transfer.entity.TransferStatus.PENDING;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.text.Words;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferStatus;

/** What may become of a transfer, and who may do it. */
public final class TransferMachine {
  private TransferMachine() {}

  /** Something that is done to a transfer. */
  public enum Move {
    ACCEPT,
    REJECT,
    PAUSE,
    /** By those alone who have paused it; it goes on when nobody pauses it any more. */
    RESUME,
    CANCEL,
    COMPLETE,
    FAIL
  }

  /** Where a transfer stands. */
  public record Stage(TransferStatus status, Set<Side> pausedBy) {
    public Stage {
      pausedBy = Set.copyOf(pausedBy);
    }

    static Stage of(FileTransfer transfer) {
      return new Stage(transfer.status(), transfer.pausedBy());
    }

    /** Whether bytes may be on their way: also where only a party's absence holds it up. */
    public boolean isOpenForBytes() {
      return status == ACTIVE || (status == PAUSED && pausedBy.equals(Set.of(Side.SYSTEM)));
    }
  }

  /**
   * Where it stands afterwards.
   *
   * @throws ProblemException {@code permission_denied} for a side that never may, otherwise {@code
   *     invalid_transfer_state}
   */
  public static Stage next(Stage now, Side by, Move move) {
    if (!mayEver(by, move)) {
      throw new ProblemException(
          Kind.FORBIDDEN, "permission_denied", "This is for the other party to do");
    }
    return switch (move) {
      case ACCEPT -> from(now, now.status() == PENDING, ACTIVE);
      case REJECT -> from(now, now.status() == PENDING, CANCELLED);
      case PAUSE -> pause(now, by);
      case RESUME -> resume(now, by);
      case CANCEL, FAIL ->
          from(now, !now.status().isFinal(), move == Move.FAIL ? FAILED : CANCELLED);
      case COMPLETE -> from(now, now.isOpenForBytes(), COMPLETED);
    };
  }

  private static boolean mayEver(Side by, Move move) {
    return switch (move) {
      case ACCEPT, REJECT, COMPLETE -> by == Side.RECEIVER;
      case CANCEL -> by != Side.SYSTEM;
      case PAUSE, RESUME, FAIL -> true;
    };
  }

  private static Stage from(Stage now, boolean allowed, TransferStatus next) {
    if (!allowed) {
      throw refused(now);
    }
    return new Stage(next, Set.of());
  }

  private static Stage pause(Stage now, Side by) {
    if ((now.status() != ACTIVE && now.status() != PAUSED) || now.pausedBy().contains(by)) {
      throw refused(now);
    }
    var pausers = EnumSet.of(by);
    pausers.addAll(now.pausedBy());
    return new Stage(PAUSED, pausers);
  }

  private static Stage resume(Stage now, Side by) {
    if (now.status() != PAUSED || !now.pausedBy().contains(by)) {
      throw refused(now);
    }
    var pausers = EnumSet.copyOf(now.pausedBy());
    pausers.remove(by);
    return new Stage(pausers.isEmpty() ? ACTIVE : PAUSED, pausers);
  }

  /** A refusal that says how it stands. */
  static ProblemException refused(Stage now) {
    return new ProblemException(
        Kind.CONFLICT,
        "invalid_transfer_state",
        "The transfer does not stand so that this can be done",
        Map.of("status", Words.of(now.status())));
  }
}
