package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** A server that ends while files go through it, and one that forgets what is over. */
@OnStage
class RelayKilledIT {
  private static final int CHUNKS = 40;

  private final Stage stage;
  private final String room = Doors.newRoom();

  RelayKilledIT(Stage stage) {
    this.stage = stage;
  }

  private static byte[] content() {
    var bytes = new byte[CHUNKS * FileDoors.CHUNK];
    new Random(CHUNKS).nextBytes(bytes);
    return bytes;
  }

  private String active(FileDoors files, RoomSocket alan, byte[] content) {
    var ada = stage.token("ada");
    var id = files.offer(ada, alan.userId(), "plan.bin", content).getString("transfer_id");
    files.list(ada, id, "plan.bin", content);
    files.done("POST", id, "/accept", stage.token("alan"));
    return id;
  }

  @Test
  void whatWasStoredIsThereAfterwardsAndTheRestFollows() throws Exception {
    var content = content();
    try (var own = OwnServer.start(stage, "relay-killed", Map.of());
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      var files = new FileDoors(own.address(), room);
      var id = active(files, alan, content);
      Doors.body(files.put(stage.token("ada"), id, 0, FileDoors.chunks(content, 0, 10)), 200);
      files.send("PUT", id, "/chunks", stage.token("alan"), "{\"received\": \"0-4\"}");
      var onTheWay = files.putSoon(stage.token("ada"), id, 10, FileDoors.chunks(content, 10, 30));
      own.kill();
      assertThat(onTheWay.handle((answer, broken) -> true).join()).isTrue();
      own.startAgain();
      var chunks = files.chunks(stage.token("alan"), id);
      assertThat(chunks.getString("relayed")).isIn("0-9", "0-39");
      assertThat(chunks.getString("received")).isEqualTo("0-4");
      Doors.body(files.put(stage.token("ada"), id, 10, FileDoors.chunks(content, 10, 30)), 200);
      assertThat(files.get(stage.token("alan"), id, "/files/0").body()).isEqualTo(content);
      var sha256 = Json.of("sha256", FileDoors.hex(content)).toString();
      Doors.body(files.send("POST", id, "/complete", stage.token("alan"), sha256), 200);
    }
  }

  @Test
  void whatNobodyMovesExpiresAndNothingOfItStaysOnTheDisk() throws Exception {
    var content = content();
    var expiry = Map.of("HOLDLINE_FILES_EXPIRY", "PT6S", "HOLDLINE_FILES_WAITING", "PT6S");
    try (var own = OwnServer.start(stage, "files-expire", expiry);
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      var files = new FileDoors(own.address(), room);
      var id = active(files, alan, content);
      Doors.body(files.put(stage.token("ada"), id, 0, FileDoors.chunks(content, 0, 20)), 200);
      assertThat(stored("files-expire")).isPositive();
      assertThat(ada.await("file-share-fail").getString("error")).isEqualTo("expired");
      await().atMost(Duration.ofSeconds(30)).until(() -> stored("files-expire") == 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> files.send("GET", id, "", stage.token("ada"), "").statusCode() == 404);
    }
  }

  private static long stored(String name) throws IOException {
    var folder = Path.of("target", "fault", name, "files").toAbsolutePath();
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
