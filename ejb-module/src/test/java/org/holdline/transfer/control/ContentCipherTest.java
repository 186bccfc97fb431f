package org.holdline.transfer.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Digest;
import org.junit.jupiter.api.Test;

class ContentCipherTest {
  private static final String OLD =
      Base64.getEncoder().encodeToString("o".repeat(32).getBytes(US_ASCII));
  private static final String NEW =
      Base64.getEncoder().encodeToString("n".repeat(32).getBytes(US_ASCII));
  private static final UUID CONTENT = UUID.fromString("6f1c2c1e-0b0a-4d5e-9a55-0c1f6f4f2a11");
  private static final byte[] PLAIN = "what nobody else reads".getBytes(US_ASCII);
  private static final Chunk CHUNK =
      new Chunk(0, Digest.ofContent(PLAIN, PLAIN.length), PLAIN.length, 0);

  private static ContentCipher with(String keys) {
    return new ContentCipher(StorageKeys.parse(keys));
  }

  private static ByteBuffer stored(ContentCipher cipher, SecretKey key) {
    var stored = ByteBuffer.allocate(PLAIN.length + ContentCipher.OVERHEAD);
    cipher.encrypt(key, CONTENT, CHUNK, PLAIN, stored);
    return stored.flip();
  }

  private static byte[] read(ContentCipher cipher, SecretKey key, Chunk chunk, ByteBuffer stored) {
    var plain = new byte[PLAIN.length];
    cipher.decrypt(key, CONTENT, chunk, stored, plain, 0);
    return plain;
  }

  @Test
  void whatIsStoredIsReadBackAfterTheStorageKeyWasChanged() {
    var before = with(OLD);
    var wrapped = before.newKey(CONTENT);
    var stored = stored(before, before.key(CONTENT, wrapped));
    var after = with(NEW + "," + OLD);
    assertThat(read(after, after.key(CONTENT, wrapped), CHUNK, stored)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> with(NEW).key(CONTENT, wrapped))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsStoredDoesNotShowAndNoTwoAreAlike() {
    var cipher = with(OLD);
    var key = cipher.key(CONTENT, cipher.newKey(CONTENT));
    var one = stored(cipher, key);
    assertThat(one).isNotEqualTo(stored(cipher, key));
    assertThat(US_ASCII.decode(one).toString()).doesNotContain("nobody");
  }

  @Test
  void whatWasChangedOrStandsInAnotherPlaceIsNotRead() {
    var cipher = with(OLD);
    var key = cipher.key(CONTENT, cipher.newKey(CONTENT));
    var other = new Chunk(1, new Digest("cd".repeat(32)), PLAIN.length, 0);
    assertThatThrownBy(() -> read(cipher, key, other, stored(cipher, key)))
        .isInstanceOf(IllegalStateException.class);
    var changed = stored(cipher, key);
    changed.put(20, (byte) (changed.get(20) ^ 1));
    assertThatThrownBy(() -> read(cipher, key, CHUNK, changed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfAnotherLengthStopsTheStart() {
    assertThatThrownBy(() -> StorageKeys.parse("c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holdline.storage.key");
    assertThat(with("").isAvailable()).isFalse();
  }
}
