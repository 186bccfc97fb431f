package org.holdline.room.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.holdline.platform.entity.Secrets;

/** The secret of an invitation link: 128 random bits, kept only as a hash. */
public record InvitationCode(String text) {
  private static final int BYTES = 16;

  public static InvitationCode random() {
    return new InvitationCode(Secrets.random(BYTES));
  }

  String hash() {
    return Secrets.hash(text);
  }

  /** Takes as long for a wrong code as for the right one. */
  boolean matches(String hash) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.UTF_8), hash().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
