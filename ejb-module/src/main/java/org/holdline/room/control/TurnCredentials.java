package org.holdline.room.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdline.identity.entity.UserId;

/**
 * What a client shows to a TURN server: the time at which it ends and the user, and the proof that
 * we made it. The shared secret itself never leaves the server.
 */
public record TurnCredentials(String username, String credential) {
  private static final String ALGORITHM = "HmacSHA1"; // what TURN servers check

  static TurnCredentials until(Instant expiresAt, UserId user, String secret) {
    var username = expiresAt.getEpochSecond() + ":" + user.value();
    return new TurnCredentials(username, Base64.getEncoder().encodeToString(mac(username, secret)));
  }

  private static byte[] mac(String text, String secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  @Override
  public String toString() {
    return "TurnCredentials[redacted]";
  }
}
