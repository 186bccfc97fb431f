package org.holdline.transfer.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdline.transfer.entity.Chunk;

/**
 * Encrypts what is stored: each content has a key of its own, kept under one of the storage's, and
 * each chunk a nonce of its own. A chunk can be read only as what it was stored as.
 */
public final class ContentCipher {
  /** By how much the encrypted form of a chunk is longer. */
  static final int OVERHEAD = 28;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final StorageKeys storage;

  public ContentCipher(StorageKeys storage) {
    this.storage = storage;
  }

  /** Without a storage key nothing can be stored. */
  boolean isAvailable() {
    return !storage.isEmpty();
  }

  /** A new key for a content, as it is kept. */
  String newKey(UUID content) {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    var wrapped = new byte[KEY_BYTES + OVERHEAD];
    encrypt(
        storage.get(storage.newest()), bytes(content), key, KEY_BYTES, ByteBuffer.wrap(wrapped));
    return storage.newest() + ":" + Base64.getEncoder().encodeToString(wrapped);
  }

  /** The key of a content from what is kept of it. */
  SecretKey key(UUID content, String wrapped) {
    int colon = wrapped.indexOf(':');
    var bytes = Base64.getDecoder().decode(wrapped.substring(colon + 1));
    var key = new byte[KEY_BYTES];
    decrypt(
        storage.get(wrapped.substring(0, colon)), bytes(content), ByteBuffer.wrap(bytes), key, 0);
    return new SecretKeySpec(key, "AES");
  }

  /** Encrypts the first bytes of {@code plain}, as many as the chunk has. */
  void encrypt(SecretKey key, UUID content, Chunk chunk, byte[] plain, ByteBuffer into) {
    encrypt(key, place(content, chunk), plain, chunk.size(), into);
  }

  /** Decrypts a chunk. */
  void decrypt(SecretKey key, UUID content, Chunk chunk, ByteBuffer stored, byte[] into, int at) {
    decrypt(key, place(content, chunk), stored, into, at);
  }

  private static byte[] place(UUID content, Chunk chunk) {
    return ByteBuffer.allocate(48).put(bytes(content), 0, 16).put(chunk.digest().bytes()).array();
  }

  private static byte[] bytes(UUID content) {
    return ByteBuffer.allocate(36)
        .putLong(content.getMostSignificantBits())
        .putLong(content.getLeastSignificantBits())
        .put("holdline content key".getBytes(StandardCharsets.US_ASCII), 0, 20)
        .array();
  }

  private static void encrypt(
      SecretKey key, byte[] place, byte[] plain, int length, ByteBuffer into) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place);
      into.put(nonce);
      cipher.doFinal(ByteBuffer.wrap(plain, 0, length), into);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** Throws what means that the stored bytes are not those that were stored. */
  private static void decrypt(SecretKey key, byte[] place, ByteBuffer stored, byte[] into, int at) {
    var nonce = new byte[NONCE_BYTES];
    stored.get(nonce);
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place);
      cipher.doFinal(stored, ByteBuffer.wrap(into, at, into.length - at));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what is stored has been changed", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] place)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place);
    return cipher;
  }
}
