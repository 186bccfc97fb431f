package org.holdline.transfer.entity;

import org.holdline.platform.entity.Secrets;

/** With it a party goes on from another device: 128 random bits, kept only as a hash. */
public record RecoveryCode(String text) {
  private static final int BYTES = 16;

  public static RecoveryCode random() {
    return new RecoveryCode(Secrets.random(BYTES));
  }

  String hash() {
    return Secrets.hash(text);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
