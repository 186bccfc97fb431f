package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, cell by cell of the table; and that it holds at once. */
@OnStage
class RolesIT {
  private static final Path PAGE = Path.of("..", "docs", "roles.md");

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room;
  private final RoomSocket host;
  private final RoomSocket alan;
  private final RoomSocket barbara;

  RolesIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    host = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    List.of(host, alan, barbara).forEach(RoomSocket::close);
  }

  static Stream<Arguments> cells() throws IOException {
    var rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
            .map(line -> List.of(line.split(" *\\| *", -1)))
            .toList();
    var roles = List.of("host", "moderator", "participant", "observer");
    return rows.stream()
        .flatMap(row ->
            IntStream.range(0, roles.size())
                .mapToObj(i -> Arguments.of(row.get(1), row.get(2), roles.get(i), row.get(i + 3))));
  }

  private HttpResponse<String> post(String user, String path, String body) {
    return doors.post(rest + path, stage.token(user), body);
  }

  private void make(String role) {
    var answer = post("ada", "/roles/" + alan.userId() + "?role=" + role, "");
    Doors.body(answer, 200);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theTableHolds(String deed, String ways, String role, String may) {
    var attempts = new Deeds(stage, doors, room, alan, barbara).of(deed);
    assertThat(attempts.keySet()).containsExactlyInAnyOrder(ways.replace("`", "").split(", "));
    if (!role.equals("participant")) {
      make(role);
    }
    attempts.forEach(
        (way, attempt) -> assertThat(attempt.isAllowed()).as(way).isEqualTo(may.equals("yes")));
  }

  private static void refused(JsonObject problem) {
    assertThat(problem.getString("code")).isIn("permission_denied", "insufficient_role");
  }

  @Test
  void whatWasAnsweredHoldsFromThenOnForEverybody() {
    alan.awaitAck(alan.say("before"));
    Doors.body(post("ada", "/settings", "{\"enable_chat\": false}"), 200);
    for (var each : List.of(host, alan, barbara)) {
      var problem = each.awaitError(each.say("after"));
      assertThat(problem.getString("code")).isEqualTo("permission_denied");
      assertThat(problem.getJsonObject("details").getString("setting")).isEqualTo("enable_chat");
    }
    Doors.body(post("ada", "/settings", "{\"enable_chat\": true}"), 200);
    alan.awaitAck(alan.say("again"));
    make("observer");
    refused(alan.awaitError(alan.say("as observer")));
    var update = alan.await("room-settings-update").getJsonObject("settings");
    assertThat(update).hasSize(13).containsKey("max_participants");
  }

  @Test
  void settingsAreWhollyCheckedAndAlwaysWhole() {
    var bad = post("ada", "/settings", "{\"enable_chat\": false, \"lock_room\": \"banana\"}");
    var problem = Doors.body(bad, 422);
    assertThat(problem.getString("code")).isEqualTo("invalid_settings");
    assertThat(problem.getJsonObject("details").getString("field")).isEqualTo("lock_room");
    Doors.body(post("ada", "/settings", "{\"max_participants\": 7}"), 200);
    var shown = Doors.body(doors.get(rest + "/settings", stage.token("barbara")), 200);
    var settings = shown.getJsonObject("settings");
    assertThat(settings).hasSize(13);
    assertThat(settings.getBoolean("enable_chat")).isTrue();
    assertThat(settings.getInt("max_participants")).isEqualTo(7);
    var king = Doors.body(post("ada", "/roles/" + alan.userId() + "?role=king", ""), 422);
    assertThat(king.getString("code")).isEqualTo("invalid_parameter");
  }

  @Test
  void handsGoUpOnceAreLoweredFromAboveAndGoWithTheirOwners() {
    assertThat(Doors.body(post("alan", "/hand-raise?raised=true", ""), 200).getInt("position"))
        .isEqualTo(1);
    barbara.awaitAck(barbara.send("hand-raise", Json.of("raised", true)));
    assertThat(
            Doors.body(post("alan", "/hand-raise", "{\"raised\": true}"), 200).getInt("position"))
        .isEqualTo(1);
    assertThat(queue()).containsExactly(alan.userId(), barbara.userId());
    alan.send("leave", Json.of());
    assertThat(alan.awaitClose()).isEqualTo(1000);
    assertThat(queue()).containsExactly(barbara.userId());
    Doors.body(post("ada", "/hand-raise/lower-all", ""), 200);
    assertThat(queue()).isEmpty();
    var lowered =
        host.awaitEnvelope(each ->
            each.getString("type").equals("hand-raise")
                && !each.getJsonObject("payload").getBoolean("raised"));
    assertThat(lowered.getJsonObject("payload").getString("updated_by")).isEqualTo(host.userId());
    assertThat(post("alan", "/hand-raise", "").statusCode()).isEqualTo(403);
  }

  private List<String> queue() {
    var queue = Doors.body(doors.get(rest + "/hand-raise/queue", stage.token("ada")), 200);
    return queue.getJsonArray("queue").getValuesAs(JsonObject.class).stream()
        .map(hand -> hand.getString("user_id"))
        .toList();
  }
}
