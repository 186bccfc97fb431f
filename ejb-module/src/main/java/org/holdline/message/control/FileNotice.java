package org.holdline.message.control;

/** Something that happened to a transfer, for its two parties. */
public record FileNotice(MessageType type, TransferState transfer) implements Notice {
  @Override
  public void write(FieldWriter out) {
    transfer.write(out);
  }
}
