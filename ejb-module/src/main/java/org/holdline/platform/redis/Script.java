package org.holdline.platform.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One atomic operation in Redis, known there by its digest. */
public record Script(String lua, String digest) {
  public static Script of(String lua) {
    return new Script(lua, sha1(lua));
  }

  /** What one run of it works on. */
  public record Call(List<String> keys, List<String> arguments) {
    public Call {
      keys = List.copyOf(keys);
      arguments = List.copyOf(arguments);
    }
  }

  private static String sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
