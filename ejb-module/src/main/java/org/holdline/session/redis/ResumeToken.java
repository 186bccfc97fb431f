package org.holdline.session.redis;

import java.util.regex.Pattern;
import org.holdline.platform.entity.Secrets;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The text {@code <session>.<secret>} with which a client proves that a session is its own. The
 * secret has 256 bit; only its hash is kept.
 */
record ResumeToken(String session, String secret) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{1,100})");
  private static final int SECRET_BYTES = 32;
  private static final int NAME_BYTES = 12;

  static ResumeToken fresh() {
    return new ResumeToken("s_" + randomName(), Secrets.random(SECRET_BYTES));
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
    return Secrets.hash(secret);
  }

  /** 96 random bits, URL-safe. */
  static String randomName() {
    return Secrets.random(NAME_BYTES);
  }

  @Override
  public String toString() {
    return "ResumeToken[redacted]";
  }
}
