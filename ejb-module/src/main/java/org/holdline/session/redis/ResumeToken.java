package org.holdline.session.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The text {@code <session>.<secret>} with which a client proves that a session is its own. The
 * secret has 256 bit; only its hash is kept.
 */
record ResumeToken(String session, String secret) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{1,100})");
  private static final int SECRET_BYTES = 32;
  private static final int NAME_BYTES = 12;

  static ResumeToken fresh() {
    return new ResumeToken("s_" + randomName(), random(SECRET_BYTES));
  }

  ResumeToken forSession(SessionId own) {
    return new ResumeToken(own.value(), secret);
  }

  /** Null for none and for what cannot be one: such a client begins anew. */
  static @Nullable ResumeToken parse(@Nullable String text) {
    var parts = FORM.matcher(text == null ? "" : text);
    return parts.matches() ? new ResumeToken(parts.group(1), parts.group(2)) : null;
  }

  String text() {
    return session + "." + secret;
  }

  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** 96 random bits, URL-safe. */
  static String randomName() {
    return random(NAME_BYTES);
  }

  private static String random(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "ResumeToken[redacted]";
  }
}
