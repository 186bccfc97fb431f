package org.holdline.blob.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.holdline.blob.control.BlobLink;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.control.BlobStoreContract;
import org.holdline.platform.redis.CuttableProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 service, which is then broken in each way. */
class S3BlobStoreTest implements BlobStoreContract {
  private static final S3Limits SHORT =
      new S3Limits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final S3BlobStore store = S3BlobStore.open(S3Process.shared().settings(), S3Limits.USUAL);

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public BlobStore store() {
    return store;
  }

  @Test
  void oneThatRefusesIsOutOfReach() {
    var wrong = S3Process.settings(S3Process.shared().port(), "another");
    try (var stranger = S3BlobStore.open(wrong, SHORT)) {
      var key = BlobStoreContract.in(BlobStoreContract.folder(), "one");
      var bytes = BlobStoreContract.bytes("one");
      BlobStoreContract.refused(() -> stranger.put(key, bytes), "storage_unavailable");
      BlobStoreContract.refused(() -> stranger.open(key, 0, 1), "storage_unavailable");
      BlobStoreContract.refused(() -> stranger.delete(key), "storage_unavailable");
      BlobStoreContract.refused(() -> stranger.list(key, 1), "storage_unavailable");
    }
  }

  @Test
  void oneThatIsGoneIsOutOfReachUntilItIsBackAndKeepsWhatItTook() throws IOException {
    try (var s3 = new S3Process();
        var patient = S3BlobStore.open(s3.settings(), S3Limits.USUAL);
        var mine = S3BlobStore.open(s3.settings(), SHORT)) {
      var folder = BlobStoreContract.folder();
      var one = BlobStoreContract.in(folder, "one");
      patient.put(one, BlobStoreContract.bytes("one"));
      s3.kill();
      var two = BlobStoreContract.in(folder, "two");
      BlobStoreContract.refused(
          () -> mine.put(two, BlobStoreContract.bytes("two")), "storage_unavailable");
      BlobStoreContract.refused(() -> mine.open(one, 0, 3), "storage_unavailable");
      s3.start();
      patient.put(two, BlobStoreContract.bytes("two"));
      assertThat(BlobStoreContract.read(patient, one, 0, 3)).asString(US_ASCII).isEqualTo("one");
      assertThat(patient.list(folder, 10)).containsExactlyInAnyOrder(one, two);
    }
  }

  @Test
  void oneThatSaysNothingIsNotWaitedForForEver() {
    try (var s3 = new S3Process();
        var patient = S3BlobStore.open(s3.settings(), S3Limits.USUAL);
        var mine = S3BlobStore.open(s3.settings(), SHORT)) {
      var key = BlobStoreContract.in(BlobStoreContract.folder(), "one");
      patient.put(key, BlobStoreContract.bytes("one"));
      s3.freeze();
      BlobStoreContract.refused(() -> mine.open(key, 0, 3), "storage_unavailable");
      s3.thaw();
    }
  }

  @Test
  void aBodyThatBreaksOffIsNotTakenForWhole() throws IOException {
    try (var line = new CuttableProxy(S3Process.shared().port());
        var mine = S3BlobStore.open(S3Process.settings(line.port(), "secret"), SHORT)) {
      var key = BlobStoreContract.in(BlobStoreContract.folder(), "large");
      mine.put(key, ByteBuffer.allocate(LARGE));
      assertThatThrownBy(
              () -> {
                try (var part = mine.open(key, 0, LARGE)) {
                  assertThat(part.read()).isZero();
                  line.cutNow();
                  part.readAllBytes();
                }
              })
          .isInstanceOf(IOException.class);
      line.mend();
      assertThat(BlobStoreContract.read(mine, key, 0, LARGE)).hasSize(LARGE);
    }
  }

  @Test
  void aPutWhoseAnswerIsLostIsRepeated() throws IOException {
    try (var line = new CuttableProxy(S3Process.shared().port());
        var mine = S3BlobStore.open(S3Process.settings(line.port(), "secret"), SHORT)) {
      var key = BlobStoreContract.in(BlobStoreContract.folder(), "one");
      line.loseAnswersAfter(0);
      BlobStoreContract.refused(
          () -> mine.put(key, BlobStoreContract.bytes("one")), "storage_unavailable");
      line.mend();
      mine.put(key, BlobStoreContract.bytes("one"));
      assertThat(BlobStoreContract.read(mine, key, 0, 9)).asString(US_ASCII).isEqualTo("one");
    }
  }

  @Test
  void aFileWhoseWayIsCutGoesOnWhereItWas(@TempDir Path disk) throws IOException {
    var content = new byte[16 << 20];
    new Random(7).nextBytes(content);
    var file = Files.write(disk.resolve("file"), content);
    var key = BlobStoreContract.in(BlobStoreContract.folder(), "file");
    try (var line = new CuttableProxy(S3Process.shared().port());
        var mine = S3BlobStore.open(S3Process.settings(line.port(), "secret"), SHORT)) {
      line.loseAnswersAfter(4);
      BlobStoreContract.refused(
          () -> {
            try {
              mine.put(key, file);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          },
          "storage_unavailable");
      BlobStoreContract.refused(() -> store.open(key, 0, 1), "blob_not_found");
      line.mend();
      mine.put(key, file);
      assertThat(BlobStoreContract.read(mine, key, 0, content.length)).isEqualTo(content);
    }
    assertThat(store.sweep(Instant.now().plusSeconds(60))).isZero();
  }

  @Test
  void aLinkHandsOutWhatItIsForUntilItsTimeIsUp() throws Exception {
    var key = BlobStoreContract.in(BlobStoreContract.folder(), "one");
    store.put(key, BlobStoreContract.bytes("one"));
    var link =
        store.link(key, new BlobLink(Duration.ofSeconds(60), "text/plain", "inline")).orElseThrow();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("one");
      var forged = URI.create(link.toString().replace("/one?", "/two?"));
      assertThat(
              client
                  .send(HttpRequest.newBuilder(forged).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
    }
  }
}
