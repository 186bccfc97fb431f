package org.holdline.transfer.entity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** With it a party goes on from another device: 128 random bits, kept only as a hash. */
public record RecoveryCode(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  public static RecoveryCode random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new RecoveryCode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  String hash() {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return Digest.ofContent(bytes, bytes.length).hex();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
