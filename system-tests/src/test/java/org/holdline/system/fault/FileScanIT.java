package org.holdline.system.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * With a scanner nothing is handed out before it was looked at, whatever becomes of the scanner.
 */
@OnStage
@EnabledIf("org.holdline.system.fault.Clamd#isToBeTried")
class FileScanIT {
  private static final String NAME = "file-scan";
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final Stage stage;
  private final String room = Doors.newRoom();

  FileScanIT(Stage stage) {
    this.stage = stage;
  }

  private static byte[] content(int bytes) {
    var content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  /** Offered, accepted and stored. */
  private String stored(FileDoors files, RoomSocket alan, byte[] content) {
    var ada = stage.token("ada");
    var id = files.offer(ada, alan.userId(), "a.bin", content).getString("transfer_id");
    files.list(ada, id, "a.bin", content);
    files.done("POST", id, "/accept", stage.token("alan"));
    Doors.body(files.put(ada, id, 0, content), 200);
    return id;
  }

  private String status(FileDoors files, String id) {
    return files.done("GET", id, "", stage.token("alan")).getString("status");
  }

  @Test
  void whatIsCleanIsHandedOutAndNothingElse() throws Exception {
    try (var clamd = Clamd.start(NAME);
        var own = OwnServer.start(stage, NAME, Map.of("HOLDLINE_FILES_SCANNER", clamd.address()));
        var ada = own.enter(room, stage.token("ada"));
        var alan = own.enter(room, stage.token("alan"))) {
      var files = new FileDoors(own.address(), room);
      clamd.stop();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(own.down()).isEqualTo(List.of("scanner")));
      var content = content(300_000);
      var id = stored(files, alan, content);
      for (var part : List.of("/chunks/0", "/files/0")) {
        var early = files.get(stage.token("alan"), id, part);
        assertThat(early.statusCode()).as(part).isEqualTo(409);
        assertThat(new String(early.body(), UTF_8)).contains("file_not_scanned");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
      }
      assertThat(status(files, id)).isEqualTo("active");
      clamd.startAgain();
      await()
          .atMost(LIMIT)
          .until(() -> files.get(stage.token("alan"), id, "/files/0").statusCode() == 200);
      assertThat(files.get(stage.token("alan"), id, "/files/0").body()).isEqualTo(content);
      own.awaitHealth(200);

      var infected = stored(files, alan, Clamd.infected());
      assertThat(failure(ada, infected)).isEqualTo("file_infected");
      assertThat(failure(alan, infected)).isEqualTo("file_infected");
      assertThat(files.get(stage.token("alan"), infected, "/files/0").statusCode()).isEqualTo(409);
      assertThat(own.log()).contains("files-condemned");
      var large = stored(files, alan, content(2_000_000));
      assertThat(failure(alan, large)).isEqualTo("file_not_scannable");
      files.done("DELETE", id, "", stage.token("alan"));
      await().atMost(LIMIT).until(() -> onTheDisk() == 0);
    }
  }

  private static String failure(RoomSocket party, String id) {
    return party
        .awaitEnvelope(told ->
            told.getString("type").equals("file-share-fail")
                && told.getJsonObject("payload").getString("transfer_id").equals(id))
        .getJsonObject("payload")
        .getString("error");
  }

  private static long onTheDisk() throws IOException {
    try (var files = Files.walk(Path.of("target", "fault", NAME, "files").toAbsolutePath())) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
