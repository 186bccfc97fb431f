package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.Test;

/** Files over HTTP alone: what is offered arrives. */
@OnStage
class FilesIT extends FileScene {
  FilesIT(Stage stage) {
    super(stage);
  }

  @Test
  void aFileArrivesByteForByteAndBothSidesAreTold() {
    var content = content(5 * CHUNK + 7);
    var id = offered(content);
    assertThat(receiver.await("file-share-offer").getString("transfer_id")).isEqualTo(id);
    files.list(ada, id, "plan.bin", content);
    var accepted = files.done("POST", id, "/accept", alan);
    assertThat(accepted.getString("receiver_session_id")).isEqualTo(receiver.sessionId());
    sender.await("file-share-accept");
    var stored = Doors.body(files.put(ada, id, 0, content), 200);
    assertThat(stored.getString("stored")).isEqualTo("0-5");
    assertThat(files.get(alan, id, "/chunks/0?count=64").body()).isEqualTo(content);
    var report = files.send("PUT", id, "/chunks", alan, "{\"received\": \"0-2\"}");
    assertThat(Doors.body(report, 200).getString("received")).isEqualTo("0-2");
    assertThat(sender.await("file-share-progress").getInt("chunks_received")).isEqualTo(3);
    var sha256 = Json.of("sha256", FileDoors.hex(content)).toString();
    var complete = Doors.body(files.send("POST", id, "/complete", alan, sha256), 200);
    assertThat(complete.getString("status")).isEqualTo("completed");
    assertThat(complete.getJsonNumber("progress_percent").doubleValue()).isEqualTo(100.0);
    sender.await("file-share-complete");
    assertThat(third.received().stream().map(each -> each.getString("type")))
        .noneMatch(type -> type.startsWith("file-share"));
  }

  @Test
  void aMemberWhoIsNotThereIsOfferedFilesAndTakesThemWhenHeComes() {
    var own = Doors.newRoom();
    var form = Json.of("room_id", own, "name", "Stand-up", "access", "open");
    Doors.body(doors.post("/webrtc/rooms", alan, form.toString()), 201);
    var member = "/webrtc/rooms/" + own + "/members/" + third.userId();
    Doors.body(doors.send("PUT", member, alan, "{}"), 200);
    var there = new FileDoors(stage.direct(), own);
    var content = content(3 * CHUNK);
    try (var host = doors.enter(own, alan)) {
      assertThat(host.isOpen()).isTrue();
      var stranger = Json.of("receiver_id", sender.userId(), "filename", "a", "file_size", 1);
      refused(there.offer(alan, stranger), 404, "user_not_found");
      var offer = there.offer(alan, third.userId(), "plan.bin", content);
      var id = offer.getString("transfer_id");
      there.list(alan, id, "plan.bin", content);
      Doors.body(there.put(alan, id, 0, content), 200);
      refused(there.send("POST", id, "/accept", barbara, ""), 403, "user_not_in_room");
      try (var back = doors.enter(own, barbara)) {
        there.done("POST", id, "/accept", barbara);
        assertThat(there.get(barbara, id, "/files/0").body()).isEqualTo(content);
        there.done("POST", id, "/complete", barbara);
        assertThat(back.isOpen()).isTrue();
      }
    }
  }

  @Test
  void anUploadOfSeveralSegmentsIsKeptUpToWhatIsWrong() {
    var content = content(150 * CHUNK + 1);
    var id = active(content);
    var wrong = content.clone();
    wrong[100 * CHUNK] ^= 1;
    refused(files.put(ada, id, 0, wrong), 422, "chunk_digest_mismatch");
    assertThat(files.done("GET", id, "/chunks", ada).getString("relayed")).isEqualTo("0-99");
    var rest = FileDoors.chunks(content, 60, 91);
    assertThat(Doors.body(files.put(ada, id, 60, rest), 200).getString("stored"))
        .isEqualTo("60-150");
    assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
  }

  @Test
  void chunksAreAsLargeAsTheSenderSays() {
    int size = 262_144;
    var content = content(2 * size + 100);
    refused(files.offer(ada, offerOf(content, size + 1)), 422, "validation_error");
    var made = Doors.body(files.offer(ada, offerOf(content, size)), 200);
    var id = made.getString("transfer_id");
    assertThat(made.getInt("chunk_size")).isEqualTo(size);
    assertThat(made.getInt("total_chunks")).isEqualTo(3);
    var file = FileDoors.file("plan.bin", content, size);
    var manifest = Json.of("files", FileDoors.array(file), "complete", true);
    Doors.body(files.send("PUT", id, "/manifest", ada, manifest.toString()), 200);
    files.done("POST", id, "/accept", alan);
    assertThat(files.done("GET", id, "/manifest", alan).getInt("chunk_size")).isEqualTo(size);
    var first = Arrays.copyOf(content, size);
    assertThat(Doors.body(files.put(ada, id, 0, first), 200).getString("stored")).isEqualTo("0");
    var rest = Arrays.copyOfRange(content, size, content.length);
    assertThat(Doors.body(files.put(ada, id, 1, rest), 200).getString("stored")).isEqualTo("1-2");
    assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
  }

  private JsonObject offerOf(byte[] content, int chunkBytes) {
    return Json.of(
        "receiver_id",
        receiver.userId(),
        "filename",
        "plan.bin",
        "file_size",
        content.length,
        "chunk_size",
        chunkBytes);
  }

  @Test
  void aFileIsReadInRangesUnderItsNameAndRunsNowhere() {
    var content = content(3 * CHUNK + 100);
    var id = active(content);
    assertThat(files.get(alan, id, "/files/0").statusCode()).isEqualTo(409);
    files.put(ada, id, 0, content);
    var whole = files.get(alan, id, "/files/0");
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().map())
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("accept-ranges", List.of("bytes"));
    assertThat(whole.headers().firstValue("content-disposition").orElse(""))
        .startsWith("attachment; filename=\"plan.bin\"");
    assertThat(whole.headers().firstValue("content-security-policy").orElse(""))
        .contains("sandbox");
    for (var range : List.of("0-0", "65535-65536", "100000-", "-5", "196608-999999")) {
      var part = files.get(alan, id, "/files/0", "Range", "bytes=" + range);
      assertThat(part.statusCode()).as(range).isEqualTo(206);
      assertThat(part.body()).as(range).isEqualTo(slice(content, range));
    }
    var beyond = files.get(alan, id, "/files/0", "Range", "bytes=" + content.length + "-");
    assertThat(beyond.statusCode()).isEqualTo(416);
  }

  private static byte[] slice(byte[] content, String range) {
    var ends = range.split("-", -1);
    int from =
        ends[0].isEmpty() ? content.length - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
    int to =
        ends[0].isEmpty() || ends[1].isEmpty()
            ? content.length
            : Math.min(content.length, Integer.parseInt(ends[1]) + 1);
    return Arrays.copyOfRange(content, from, to);
  }

  /** The eight of the old system: offer, accept, reject, pause, resume, progress, cancel, list. */
  @Test
  void whatTheOldSystemDidIsDone() {
    var content = content(10);
    var old =
        Json.of(
            "receiver_id",
            receiver.userId(),
            "file_name",
            "notes.txt",
            "file_size",
            10,
            "file_type",
            "text/plain");
    var offer = Doors.body(files.offer(ada, old), 200);
    assertThat(offer.getString("filename")).isEqualTo("notes.txt");
    assertThat(offer.getInt("total_chunks")).isEqualTo(1);
    var id = offer.getString("transfer_id");
    var rejected = Doors.body(files.send("POST", id, "/reject", alan, "\"not now\""), 200);
    assertThat(rejected.getString("status")).isEqualTo("cancelled");
    assertThat(rejected.getString("error")).isEqualTo("not now");
    var second = active(content);
    assertThat(files.done("POST", second, "/pause", ada).getString("status")).isEqualTo("paused");
    assertThat(files.done("POST", second, "/resume", ada).getString("status")).isEqualTo("active");
    assertThat(files.done("GET", second, "/progress", alan).getInt("total_chunks")).isEqualTo(1);
    var own = Doors.body(doors.get("/webrtc/file-transfers?status=active", alan), 200);
    assertThat(own.getJsonArray("transfers").toString()).contains(second);
    assertThat(files.done("DELETE", second, "", alan).getString("status")).isEqualTo("cancelled");
    sender.await("file-share-cancel");
    sender.await("file-share-pause");
  }

  @Test
  void whoHasPausedAloneResumes() {
    var id = active(content(10));
    files.done("POST", id, "/pause", ada);
    refused(files.send("POST", id, "/resume", alan, ""), 409, "invalid_transfer_state");
    assertThat(files.done("POST", id, "/pause", alan).getJsonArray("paused_by")).hasSize(2);
    assertThat(files.done("POST", id, "/resume", ada).getString("status")).isEqualTo("paused");
    refused(files.put(ada, id, 0, content(10)), 409, "invalid_transfer_state");
    assertThat(files.done("POST", id, "/resume", alan).getString("status")).isEqualTo("active");
  }

  @Test
  void whatCameWholeBeforeTheLineBrokeIsKept() {
    var content = content(8 * CHUNK);
    var id = active(content);
    var half = Arrays.copyOf(content, 4 * CHUNK + 1000);
    files.putAndCut(ada, id, 0, half, content.length);
    await()
        .atMost(RoomSocket.LIMIT)
        .until(() -> files.chunks(ada, id).getString("relayed").equals("0-3"));
    Doors.body(files.put(ada, id, 4, FileDoors.chunks(content, 4, 4)), 200);
    assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
  }

  @Test
  void whatTheServerHoldsIsSaidWithTheManifestToo() {
    var content = content(2 * CHUNK);
    var id = active(content);
    files.put(ada, id, 0, content);
    var again = FileDoors.manifest("plan.bin", content).toString();
    var listed = Doors.body(files.send("PUT", id, "/manifest?from=0", ada, again), 200);
    assertThat(listed.getInt("chunks_sent")).isEqualTo(2);
  }

  @Test
  void theFirstUploadsMayComeAtOnce() {
    for (int i = 0; i < 5; i++) {
      var content = content(8 * CHUNK);
      var id = active(content);
      var uploads =
          IntStream.range(0, 8)
              .mapToObj(chunk -> files.putSoon(ada, id, chunk, FileDoors.chunk(content, chunk)))
              .toList();
      uploads.forEach(upload -> Doors.body(upload.join(), 200));
      files.done("DELETE", id, "", ada);
    }
  }

  @Test
  void theSameChunkAtTheSameTimeIsStoredOnce() {
    var content = content(2 * CHUNK);
    var id = active(content);
    var uploads = IntStream.range(0, 8).mapToObj(i -> files.putSoon(ada, id, 0, content)).toList();
    uploads.forEach(upload -> Doors.body(upload.join(), 200));
    assertThat(files.chunks(alan, id).getString("relayed")).isEqualTo("0-1");
    assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
  }

  @Test
  void ofManyWhoEndItAtOnceOneDoes() {
    var id = active(content(10));
    var moves =
        Stream.of("DELETE |ada", "DELETE |alan", "POST /complete|alan", "DELETE |ada")
            .map(move -> move.split("[ |]", 3))
            .map(move ->
                CompletableFuture.supplyAsync(
                    () -> files.send(move[0], id, move[1], stage.token(move[2]), "")))
            .toList();
    assertThat(moves.stream().map(move -> move.join().statusCode()).sorted())
        .containsExactly(200, 409, 409, 409);
  }

  @Test
  void oneContentGoesToManyAndIsStoredOnce() {
    var content = content(2 * CHUNK);
    var offer = Json.of("receiver_id", "*", "filename", "plan.bin", "file_size", content.length);
    var transfers =
        Doors.body(files.offer(ada, offer), 200)
            .getJsonArray("transfers")
            .getValuesAs(JsonObject.class);
    assertThat(transfers).hasSize(2);
    var first = transfers.getFirst().getString("transfer_id");
    files.list(ada, first, "plan.bin", content);
    Doors.body(files.put(ada, first, 0, content), 200);
    for (var each : transfers) {
      var token = each.getString("receiver_id").equals(receiver.userId()) ? alan : barbara;
      var id = each.getString("transfer_id");
      files.done("POST", id, "/accept", token);
      assertThat(files.get(token, id, "/files/0").body()).isEqualTo(content);
    }
    files.done("DELETE", first, "", ada);
    var second = transfers.getLast();
    assertThat(status(second.getString("transfer_id"))).isEqualTo("active");
  }

  /** Three files, of which the middle one is empty. */
  private String folder(byte[] one, byte[] two) {
    var offer =
        Json.of(
            "receiver_id",
            receiver.userId(),
            "filename",
            "folder",
            "file_size",
            one.length + two.length,
            "file_count",
            3);
    return Doors.body(files.offer(ada, offer), 200).getString("transfer_id");
  }

  private HttpResponse<String> page(String id, int from, JsonObject page) {
    return files.send("PUT", id, "/manifest?from=" + from, ada, page.toString());
  }

  @Test
  void aFolderIsListedPageByPageAndAPageMayComeTwice() {
    var one = content(100);
    var two = content(CHUNK + 1);
    var id = folder(one, two);
    var first = FileDoors.array(FileDoors.file("a/one", one), FileDoors.file("a/e", new byte[0]));
    var second = Json.of("files", FileDoors.array(FileDoors.file("b", two)), "complete", true);
    refused(page(id, 2, second), 409, "manifest_conflict");
    for (int i = 0; i < 2; i++) {
      Doors.body(page(id, 0, Json.of("files", first)), 200);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(Doors.body(page(id, 2, second), 200).getInt("total_chunks")).isEqualTo(3);
    }
    refused(page(id, 0, second), 409, "manifest_conflict");
    assertThat(files.done("GET", id, "/manifest?limit=2", alan).getInt("next")).isEqualTo(2);
    files.done("POST", id, "/accept", alan);
    Doors.body(files.put(ada, id, 1, two), 200);
    assertThat(files.get(alan, id, "/files/2").body()).isEqualTo(two);
    assertThat(files.get(alan, id, "/files/1").body()).isEmpty();
    assertThat(files.get(alan, id, "/files/0").statusCode()).isEqualTo(409);
  }

  @Test
  void aCodeLetsTheSameUserGoOnOnceFromAnotherDevice() {
    var content = content(2 * CHUNK);
    var id = active(content);
    files.send("PUT", id, "/chunks", alan, "{\"received\": \"0\"}");
    var code = files.done("POST", id, "/recovery-code", alan).getString("code");
    var recover = "/webrtc/file-transfers/recover";
    var body = Json.of("code", code).toString();
    refused(doors.post(recover, barbara, body), 404, "recovery_code_not_found");
    refused(doors.post(recover, ada, body), 404, "recovery_code_not_found");
    try (var phone = doors.enter(room, alan)) {
      var recovery = Doors.body(doors.post(recover, alan, body), 200);
      assertThat(recovery.getString("verified")).isEqualTo("0");
      assertThat(recovery.getJsonObject("transfer").getString("receiver_session_id"))
          .isEqualTo(phone.sessionId());
      assertThat(sender.await("file-share-moved").getString("receiver_session_id"))
          .isEqualTo(phone.sessionId());
      refused(doors.post(recover, alan, body), 404, "recovery_code_not_found");
    }
  }

  @Test
  void fromDeviceToDeviceItWaitsForWhoeverIsAwayAndGoesOnByItself() {
    var id = active(content(10));
    receiver.cut();
    sender.await("file-share-pause");
    assertThat(files.done("GET", id, "", ada).getJsonArray("paused_by").getString(0))
        .isEqualTo("system");
    refused(files.send("POST", id, "/resume", ada, ""), 409, "invalid_transfer_state");
    try (var back = doors.enter(room, alan)) {
      sender.await("file-share-resume");
      assertThat(status(id)).isEqualTo("active");
      assertThat(back.isOpen()).isTrue();
    }
  }

  @Test
  void throughTheServerNobodyNeedsToBeThere() {
    var content = content(2 * CHUNK);
    var id = active(content);
    receiver.cut();
    sender.await("file-share-pause");
    Doors.body(files.put(ada, id, 0, content), 200);
    sender.await("file-share-resume");
    assertThat(files.done("GET", id, "", ada).getBoolean("relayed")).isTrue();
    assertThat(files.get(alan, id, "/files/0").body()).isEqualTo(content);
  }
}
