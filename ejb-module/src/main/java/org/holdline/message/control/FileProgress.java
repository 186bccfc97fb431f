package org.holdline.message.control;

/** How far a transfer is, for its two parties who are there now; nobody keeps it. */
public record FileProgress(TransferState transfer) implements ServerPayload {
  @Override
  public MessageType type() {
    return MessageType.FILE_SHARE_PROGRESS;
  }

  @Override
  public void write(FieldWriter out) {
    transfer.write(out);
  }
}
