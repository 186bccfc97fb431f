package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.Timestamps;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.control.FileSettings;
import org.holdline.transfer.control.TransferSteering;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/** Shows and ends transfers of files. */
@Dependent
public class TransfersDesk implements TransfersMXBean {
  private final TransferSteering transfers;
  private final FileSettings settings;

  @Inject
  public TransfersDesk(TransferSteering transfers, FileSettings settings) {
    this.transfers = transfers;
    this.settings = settings;
  }

  @Override
  public long getPending() {
    return Plainly.say(() -> transfers.count(TransferStatus.PENDING));
  }

  @Override
  public long getActive() {
    return Plainly.say(() -> transfers.count(TransferStatus.ACTIVE));
  }

  @Override
  public long getPaused() {
    return Plainly.say(() -> transfers.count(TransferStatus.PAUSED));
  }

  @Override
  public long getStoredBytes() {
    return Plainly.say(transfers::storedBytes);
  }

  @Override
  public long getStoredBytesMax() {
    return settings.storedBytesMax();
  }

  @Override
  public List<TransferLine> list(String room) {
    return Plainly.say(
        () -> transfers.open(RoomId.of(room)).stream().map(TransfersDesk::line).toList());
  }

  private static TransferLine line(TransferState transfer) {
    return new TransferLine(
        transfer.transferId(),
        transfer.parties().sender(),
        transfer.parties().receiver(),
        transfer.status(),
        transfer.files().bytes(),
        transfer.files().chunks(),
        transfer.progress().received(),
        transfer.relayed(),
        Timestamps.text(transfer.times().started()));
  }

  @Override
  public boolean end(String transfer) {
    return Plainly.say(() -> transfers.end(TransferId.of(transfer)));
  }

  @Override
  public void sweep() {
    transfers.sweep();
  }
}
