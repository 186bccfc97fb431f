package org.holdline.transfer.entity;

/** Who does something to a transfer. */
public enum Side {
  SENDER,
  RECEIVER,
  SYSTEM
}
