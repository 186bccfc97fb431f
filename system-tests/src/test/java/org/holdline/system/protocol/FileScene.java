package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;

/** Three in a room: Ada sends, Alan receives, Barbara is there as well. */
abstract class FileScene {
  static final int CHUNK = FileDoors.CHUNK;

  final Stage stage;
  final String room = Doors.newRoom();
  final Doors doors;
  final FileDoors files;
  final String ada;
  final String alan;
  final String barbara;
  final RoomSocket sender;
  final RoomSocket receiver;
  final RoomSocket third;

  FileScene(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    files = new FileDoors(stage.direct(), room);
    ada = stage.token("ada");
    alan = stage.token("alan");
    barbara = stage.token("barbara");
    sender = doors.enter(room, ada);
    receiver = doors.enter(room, alan);
    third = doors.enter(room, barbara);
  }

  @AfterEach
  void end() {
    files.cancelAll(stage.token("ada"));
    files.cancelAll(stage.token("alan"));
    List.of(sender, receiver, third).forEach(RoomSocket::close);
  }

  static byte[] content(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(Doors.body(answer, status).getString("code")).isEqualTo(code);
  }

  String offered(byte[] content) {
    return files.offer(ada, receiver.userId(), "plan.bin", content).getString("transfer_id");
  }

  String active(byte[] content) {
    var id = offered(content);
    files.list(ada, id, "plan.bin", content);
    files.done("POST", id, "/accept", alan);
    return id;
  }

  String status(String id) {
    return files.done("GET", id, "", ada).getString("status");
  }
}
