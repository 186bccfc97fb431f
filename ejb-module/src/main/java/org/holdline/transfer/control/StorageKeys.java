package org.holdline.transfer.control;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.holdline.transfer.entity.Digest;

/** The keys under which the keys of contents are kept: new ones under the first. */
public final class StorageKeys {
  private static final String SETTING = "holdline.storage.key";
  private static final int BYTES = 32;
  private static final int NAME_LENGTH = 8;

  private final List<String> names;
  private final Map<String, SecretKey> keys;

  private StorageKeys(List<String> names, Map<String, SecretKey> keys) {
    this.names = names;
    this.keys = keys;
  }

  /**
   * Reads keys in Base64, the newest first, divided by commas.
   *
   * @throws IllegalArgumentException when one is none
   */
  public static StorageKeys parse(String text) {
    var all =
        List.of(text.split(",", -1)).stream()
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(StorageKeys::key)
            .toList();
    return new StorageKeys(
        all.stream().map(StorageKeys::name).toList(),
        all.stream().collect(Collectors.toMap(StorageKeys::name, key -> key, (one, same) -> one)));
  }

  private static SecretKey key(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (bytes.length == BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(SETTING + " must be Base64", e);
    }
    throw new IllegalArgumentException(SETTING + " must be 32 bytes in Base64");
  }

  /** By which the right one is found after others have been added. */
  private static String name(SecretKey key) {
    return Digest.ofContent(key.getEncoded(), BYTES).hex().substring(0, NAME_LENGTH);
  }

  /** Without any the server stores no files. */
  boolean isEmpty() {
    return names.isEmpty();
  }

  String newest() {
    return names.getFirst();
  }

  /**
   * One of them.
   *
   * @throws IllegalStateException when it has been taken away
   */
  SecretKey get(String name) {
    var key = keys.get(name);
    if (key == null) {
      throw new IllegalStateException("a key is missing in " + SETTING + ": " + name);
    }
    return key;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
