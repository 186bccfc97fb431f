package org.holdline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.message.control.Direction;
import org.holdline.message.control.MessageClass;
import org.holdline.message.control.MessageType;
import org.holdline.text.Json;
import org.junit.jupiter.api.Test;

/** Whatever somebody may say or change in a room has its line in docs/roles.md. */
class RolesPageTest {
  private static final Path ROUTES = Path.of("..", "clients", "protocol", "routes");
  private static final String IN_ROOM = " /rooms/{room_id}/";

  /** Its routes are about rooms as somebody's own, for which docs/rooms.md says who may. */
  private static final Path REGISTRY = ROUTES.resolve("room.json");

  /** Not roles but sides decide, for which docs/files.md says who may. */
  private static final String OF_TRANSFER = "/file-transfer/{transfer_id}";

  /** Who started it may as well, for which docs/recordings.md says who may. */
  private static final String OF_RECORDING = "/recording/{recording_id}";

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "roles.md")).stream()
        .filter(line -> line.startsWith("| "))
        .toList();
  }

  @Test
  void everyTypeThatAClientMaySayHasItsLine() throws IOException {
    var types =
        Arrays.stream(MessageType.values())
            .filter(type -> type.isBuilt() && type.direction() != Direction.SERVER)
            .filter(type -> type.messageClass() != MessageClass.CONTROL)
            .map(MessageType::wireName);
    assertThat(without(types)).isEmpty();
  }

  @Test
  void everyRouteThatChangesSomethingInARoomHasItsLine() throws IOException {
    try (var files = Files.list(ROUTES)) {
      var routes =
          files
              .filter(file -> !file.equals(REGISTRY))
              .flatMap(RolesPageTest::routes)
              .filter(route -> route.contains(IN_ROOM) && !route.startsWith("GET "))
              .filter(route -> !route.contains(OF_TRANSFER) && !route.contains(OF_RECORDING))
              .map(route -> route.replace(IN_ROOM, " "));
      assertThat(without(routes)).isEmpty();
    }
  }

  private static Stream<String> routes(Path file) {
    try {
      return Json.readObject(Files.readString(file)).getJsonObject("routes").keySet().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> without(Stream<String> ways) throws IOException {
    var lines = lines();
    return ways.filter(way -> lines.stream().noneMatch(line -> line.contains("`" + way + "`")))
        .toList();
  }
}
