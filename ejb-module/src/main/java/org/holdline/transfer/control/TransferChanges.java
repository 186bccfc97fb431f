package org.holdline.transfer.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;
import org.holdline.message.control.MessageType;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferStatus;
import org.jspecify.annotations.Nullable;

/**
 * Changes transfers as the state machine allows, and notes in the same transaction what is to be
 * told of it. Whoever calls has locked the transfer.
 */
@Dependent
public class TransferChanges {
  private final TransferStores stores;

  @Inject
  public TransferChanges(TransferStores stores) {
    this.stores = stores;
  }

  /**
   * One changes it.
   *
   * @param why it is given up; null when there is nothing to say
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_transfer_state} or {@code
   *     permission_denied}
   */
  void change(FileTransfer transfer, Side by, Move move, @Nullable String why) {
    var next = TransferMachine.next(Stage.of(transfer), by, move);
    transfer.become(next.status(), next.pausedBy(), why, stores.now());
    if (next.status() == TransferStatus.CANCELLED || next.status() == TransferStatus.FAILED) {
      closeIfUnwanted(transfer.content());
    }
    note(transfer, typeOf(move));
  }

  /** It is to be told. */
  void note(FileTransfer transfer, MessageType type) {
    stores.events().add(transfer.id(), type.wireName());
  }

  /** What nobody waits for any more and nobody has got is not kept. */
  private void closeIfUnwanted(FileContent content) {
    boolean unwanted =
        stores.transfers().of(content).stream()
            .map(FileTransfer::status)
            .allMatch(Set.of(TransferStatus.CANCELLED, TransferStatus.FAILED)::contains);
    if (unwanted) {
      content.close(stores.now());
    }
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
}
