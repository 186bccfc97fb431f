package org.holdline.transfer.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferId;

/** Which transfer is meant: by its name and its room, and who asks. */
public record Asked(TransferId transfer, RoomId room, UserId by) {
  /**
   * On which side of it the asker is.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code transfer_not_found} when he is on
   *     none, or it is of another room
   */
  Side sideOf(FileTransfer found) {
    return found
        .sideOf(by)
        .filter(side -> found.content().room().equals(room))
        .orElseThrow(TransferRefusals::notFound);
  }

  /**
   * The same, where only one of them may.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code permission_denied} also
   */
  void require(Side only, FileTransfer found) {
    if (sideOf(found) != only) {
      throw TransferRefusals.notForThisParty();
    }
  }
}
