package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong about files is refused, and nothing of them gets to anybody else. */
@OnStage
class FileRefusalsIT extends FileScene {
  FileRefusalsIT(Stage stage) {
    super(stage);
  }

  static Stream<String> routes() {
    return Stream.of(
        "GET ",
        "DELETE ",
        "GET /progress",
        "POST /accept",
        "POST /reject",
        "POST /pause",
        "POST /resume",
        "POST /complete",
        "GET /recovery",
        "POST /recovery-code",
        "GET /manifest",
        "GET /chunks");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aThirdIsToldThatThereIsNothing(String route) {
    var id = offered(content(10));
    var verb = route.split(" ", 2);
    refused(files.send(verb[0], id, verb[1], barbara, ""), 404, "transfer_not_found");
    var elsewhere = new FileDoors(stage.direct(), Doors.newRoom());
    refused(elsewhere.send(verb[0], id, verb[1], alan, ""), 404, "transfer_not_found");
    assertThat(status(id)).isEqualTo("pending");
  }

  @Test
  void aThirdGetsAtNoBytes() {
    var content = content(10);
    var id = active(content);
    refused(files.put(barbara, id, 0, content), 404, "transfer_not_found");
    assertThat(files.get(barbara, id, "/chunks/0").statusCode()).isEqualTo(404);
    assertThat(files.get(barbara, id, "/files/0").statusCode()).isEqualTo(404);
    var list = FileDoors.manifest("plan.bin", content).toString();
    refused(files.send("PUT", id, "/manifest", barbara, list), 404, "transfer_not_found");
    refused(
        files.send("PUT", id, "/chunks", barbara, "{\"received\": \"0\"}"),
        404,
        "transfer_not_found");
    refused(
        files.send("POST", id, "/fail", barbara, "{\"reason\": \"unreadable\"}"),
        404,
        "transfer_not_found");
  }

  @Test
  void oneSideDoesNotDoWhatIsForTheOther() {
    var content = content(10);
    var id = offered(content);
    refused(files.send("POST", id, "/accept", ada, ""), 403, "permission_denied");
    refused(files.send("POST", id, "/reject", ada, ""), 403, "permission_denied");
    files.list(ada, id, "plan.bin", content);
    files.done("POST", id, "/accept", alan);
    refused(files.put(alan, id, 0, content), 403, "permission_denied");
    refused(files.send("POST", id, "/complete", ada, ""), 403, "permission_denied");
    refused(
        files.send("PUT", id, "/chunks", ada, "{\"received\": \"0\"}"), 403, "permission_denied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.txt     | 0         | 422 | validation_error
          a.txt     | -5        | 422 | validation_error
          a.txt     | 524288001 | 413 | file_too_large
          ../a.txt  | 5         | 422 | validation_error
          a/b.txt   | 5         | 422 | validation_error
          a.exe     | 5         | 415 | file_type_not_allowed
          """)
  void aBadOfferIsRefused(String name, long size, int status, String code) {
    var offer = Json.of("receiver_id", receiver.userId(), "filename", name, "file_size", size);
    refused(files.offer(ada, offer), status, code);
  }

  @Test
  void anOfferGoesToSomebodyElseWhoIsThere() {
    var nobody = Json.of("receiver_id", "nobody", "filename", "a.txt", "file_size", 5);
    refused(files.offer(ada, nobody), 404, "user_not_found");
    var self = Json.with(nobody, "receiver_id", sender.userId());
    refused(files.offer(ada, self), 422, "validation_error");
    var grace = stage.token("grace");
    refused(
        files.offer(grace, Json.with(nobody, "receiver_id", receiver.userId())),
        403,
        "user_not_in_room");
  }

  @Test
  void whoeverIsRemovedLosesWhatHeSendsAndReceives() {
    var received = active(content(10));
    var offer = Json.of("receiver_id", third.userId(), "filename", "a.txt", "file_size", 5);
    var sent = Doors.body(files.offer(alan, offer), 200).getString("transfer_id");
    var kick = "/webrtc/rooms/" + room + "/participants/" + receiver.userId() + "/kick";
    assertThat(doors.post(kick, ada, "{}").statusCode()).isEqualTo(200);
    for (var party : List.of(sender, third)) {
      var told = party.await("file-share-fail");
      assertThat(told.getString("error")).isEqualTo("participant_removed");
      assertThat(told.getString("transfer_id")).isEqualTo(party == sender ? received : sent);
    }
    refused(files.send("POST", received, "/complete", alan, ""), 409, "invalid_transfer_state");
  }

  @Test
  void filesThatAreSwitchedOffAreNotOffered() {
    doors.post("/webrtc/rooms/" + room + "/settings", ada, "{\"enable_file_sharing\": false}");
    var offer = Json.of("receiver_id", sender.userId(), "filename", "a.txt", "file_size", 5);
    refused(files.offer(alan, offer), 403, "permission_denied");
  }

  @Test
  void whatIsNotOfTheManifestIsNotStored() {
    var content = content(3 * CHUNK);
    var id = active(content);
    var broken = content.clone();
    broken[CHUNK + 5] ^= 1;
    var answer = Doors.body(files.put(ada, id, 0, broken), 422);
    assertThat(answer.getString("code")).isEqualTo("chunk_digest_mismatch");
    assertThat(answer.getJsonObject("details").getString("stored")).isEqualTo("0");
    refused(files.put(ada, id, 1, FileDoors.chunk(content, 0)), 422, "chunk_digest_mismatch");
    refused(files.put(ada, id, 3, FileDoors.chunk(content, 0)), 422, "chunk_out_of_range");
    refused(files.put(ada, id, 2, new byte[] {1}), 422, "chunk_incomplete");
    refused(files.put(ada, id, 2, new byte[0]), 422, "chunk_incomplete");
    var more = Arrays.copyOf(content, content.length + 1);
    refused(files.put(ada, id, 0, more), 422, "chunk_out_of_range");
    var wrong = "sha-256=" + Base64.getEncoder().encodeToString(new byte[32]);
    refused(
        files.put(ada, id, 2, FileDoors.chunk(content, 2), "Digest", wrong),
        422,
        "body_digest_mismatch");
    assertThat(files.get(alan, id, "/chunks/3").statusCode()).isEqualTo(422);
  }

  @Test
  void nothingIsStoredOrReadInTheWrongState() {
    var content = content(10);
    var id = offered(content);
    refused(files.put(ada, id, 0, content), 422, "chunk_out_of_range");
    files.list(ada, id, "plan.bin", content);
    assertThat(files.get(alan, id, "/chunks/0").statusCode()).isEqualTo(409);
    files.done("DELETE", id, "", ada);
    refused(files.put(ada, id, 0, content), 409, "invalid_transfer_state");
    refused(files.send("POST", id, "/accept", alan, ""), 409, "invalid_transfer_state");
    refused(files.send("DELETE", id, "", alan, ""), 409, "invalid_transfer_state");
  }

  @Test
  void quotasCountInAndOutApart() {
    for (int i = 0; i < 3; i++) {
      offered(content(10));
    }
    var fourth = Json.of("receiver_id", receiver.userId(), "filename", "a.txt", "file_size", 5);
    var refusal = Doors.body(files.offer(ada, fourth), 409);
    assertThat(refusal.getString("code")).isEqualTo("transfer_limit_reached");
    assertThat(refusal.getJsonObject("details").getString("limit")).isEqualTo("sender_pending");
    var own = Json.with(fourth, "receiver_id", sender.userId());
    Doors.body(files.offer(alan, own), 200);
  }

  @Test
  void completeIsNotSaidOfAnythingElse() {
    var content = content(10);
    var id = offered(content);
    files.done("POST", id, "/accept", alan);
    refused(files.send("POST", id, "/complete", alan, ""), 409, "manifest_conflict");
    files.list(ada, id, "plan.bin", content);
    var other = Json.of("sha256", FileDoors.hex(new byte[1])).toString();
    refused(files.send("POST", id, "/complete", alan, other), 409, "manifest_conflict");
    assertThat(status(id)).isEqualTo("active");
  }
}
