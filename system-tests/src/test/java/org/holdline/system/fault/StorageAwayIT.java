package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.storage.StorageServer;
import org.holdline.deploy.launcher.storage.StorageSettings;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.junit.jupiter.api.Test;

/**
 * The S3 service is gone, or its line breaks in the middle of a body, while files go through it.
 */
@OnStage
class StorageAwayIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Secret SECRET = new Secret("storage-away");
  private static final int CHUNKS = 30;

  private final Stage stage;
  private final String room = Doors.newRoom();

  StorageAwayIT(Stage stage) {
    this.stage = stage;
  }

  private static byte[] content() {
    var bytes = new byte[CHUNKS * FileDoors.CHUNK];
    new Random(CHUNKS).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatWasTakenIsKeptWhatWasNotIsSaidAndNothingStaysBehind() throws Exception {
    var settings =
        new StorageSettings(
            Path.of("target", "fault", "storage-away", "storage").toAbsolutePath(),
            Ports.free(),
            SECRET,
            SECRET);
    var storage = StorageServer.start(settings);
    try (var line = FaultProxy.to(settings.port());
        var own = OwnServer.start(stage, "storage-away", through(line, settings));
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      var files = new FileDoors(own.address(), room);
      var content = content();
      var transfer = accepted(files, alan.userId(), content);
      var first = FileDoors.chunks(content, 0, 10);
      var rest = FileDoors.chunks(content, 10, 20);
      Doors.body(files.put(stage.token("ada"), transfer, 0, first), 200);
      storage.kill();
      var refused = files.put(stage.token("ada"), transfer, 10, rest);
      assertThat(Doors.body(refused, 503).getString("code")).isEqualTo("storage_unavailable");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(files.get(stage.token("alan"), transfer, "/chunks/0").statusCode()).isEqualTo(503);
      awaitDown(own);
      assertThat(own.doors().getOpenly("/health/ready").statusCode()).isEqualTo(200);
      assertThat(files.chunks(stage.token("alan"), transfer).getString("relayed")).isEqualTo("0-9");
      storage = StorageServer.start(settings);
      own.awaitHealth(200);
      Doors.body(files.put(stage.token("ada"), transfer, 10, rest), 200);
      line.cutCleanly();
      assertThat(files.get(stage.token("alan"), transfer, "/chunks/0").statusCode()).isEqualTo(503);
      line.restore();
      assertThat(files.get(stage.token("alan"), transfer, "/files/0").body()).isEqualTo(content);
      assertThat(stored(settings)).isEqualTo(2);
      files.done("DELETE", transfer, "", stage.token("ada"));
      await().atMost(LIMIT).until(() -> stored(settings) == 0);
    } finally {
      storage.close();
    }
  }

  private String accepted(FileDoors files, String receiver, byte[] content) {
    var offer = files.offer(stage.token("ada"), receiver, "a.bin", content);
    var id = offer.getString("transfer_id");
    files.list(stage.token("ada"), id, "a.bin", content);
    files.done("POST", id, "/accept", stage.token("alan"));
    return id;
  }

  private static void awaitDown(OwnServer own) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(own.down()).isEqualTo(List.of("storage")));
  }

  private static Map<String, String> through(FaultProxy line, StorageSettings settings) {
    var variables = new HashMap<>(settings.environment());
    variables.put("HOLDLINE_STORAGE_S3_ENDPOINT", "http://127.0.0.1:" + line.port());
    return variables;
  }

  private static long stored(StorageSettings settings) throws IOException {
    try (var files = Files.walk(settings.objects())) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
