package org.holdline.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.junit.jupiter.api.Test;

/** There is no room left for what is sent through the server, or it is too much at once. */
@OnStage
class FileLimitsIT {
  private static final int CHUNKS = 100;

  private final Stage stage;
  private final String room = Doors.newRoom();

  FileLimitsIT(Stage stage) {
    this.stage = stage;
  }

  private static byte[] content() {
    var content = new byte[CHUNKS * FileDoors.CHUNK];
    new Random(CHUNKS).nextBytes(content);
    return content;
  }

  @Test
  void whatFitsIsKeptTheRestIsRefusedUntilSomethingIsGivenUp() throws Exception {
    var content = content();
    var ada = stage.token("ada");
    var alan = stage.token("alan");
    try (var own =
            OwnServer.start(stage, "storage-full", Map.of("HOLDLINE_FILES_STORED_MAX", "1000000"));
        var sender = own.enter(room, ada);
        var receiver = own.enter(room, alan)) {
      var files = new FileDoors(own.address(), room);
      var id = files.offer(ada, receiver.userId(), "a.bin", content).getString("transfer_id");
      files.list(ada, id, "a.bin", content);
      files.done("POST", id, "/accept", alan);
      var first = FileDoors.chunks(content, 0, 10);
      Doors.body(files.put(ada, id, 0, first), 200);
      var refused = files.put(ada, id, 10, FileDoors.chunks(content, 10, 10));
      assertThat(Doors.body(refused, 507).getString("code")).isEqualTo("storage_quota_exceeded");
      assertThat(files.chunks(alan, id).getString("relayed")).isEqualTo("0-9");
      assertThat(files.get(alan, id, "/chunks/0?count=10").body()).isEqualTo(first);
      assertThat(sender.isOpen()).isTrue();

      files.done("DELETE", id, "", ada);
      var again = files.offer(ada, receiver.userId(), "a.bin", content).getString("transfer_id");
      files.list(ada, again, "a.bin", content);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> files.put(ada, again, 0, first).statusCode() == 200);
    }
  }

  @Test
  void aTransferIsNotFasterThanItMayBeAndArrivesNevertheless() throws Exception {
    var content = content();
    var ada = stage.token("ada");
    var alan = stage.token("alan");
    var slow = Map.of("HOLDLINE_LIMITS", "all=1000000/PT1M,file_room=off,file_transfer=4200/PT2S");
    try (var own = OwnServer.start(stage, "file-pace", slow);
        var sender = own.enter(room, ada);
        var receiver = own.enter(room, alan)) {
      var files = new FileDoors(own.address(), room);
      var id = files.offer(ada, receiver.userId(), "a.bin", content).getString("transfer_id");
      files.list(ada, id, "a.bin", content);
      files.done("POST", id, "/accept", alan);
      Doors.body(files.put(ada, id, 0, FileDoors.chunks(content, 0, 60)), 200);
      var rest = FileDoors.chunks(content, 60, 40);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> files.put(ada, id, 60, rest).statusCode() == 200);
      assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
      assertThat(sender.isOpen()).isTrue();
    }
  }
}
