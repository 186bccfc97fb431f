package org.holdline.transfer.entity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256. */
public record Digest(String hex) {
  /** How long it is. */
  public static final int BYTES = 32;

  public Digest {
    if (hex.length() != 2 * BYTES || !isLowerCaseHex(hex)) {
      throw new IllegalArgumentException("a SHA-256 has 64 digits of 0-9 a-f");
    }
  }

  private static boolean isLowerCaseHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  /** Of the first {@code length} of these bytes. */
  public static Digest ofContent(byte[] content, int length) {
    var sha256 = sha256();
    sha256.update(content, 0, length);
    return of(sha256.digest());
  }

  /** To be fed piece by piece. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
