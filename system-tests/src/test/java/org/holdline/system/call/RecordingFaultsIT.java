package org.holdline.system.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.storage.StorageServer;
import org.holdline.deploy.launcher.storage.StorageSettings;
import org.holdline.system.fault.OwnServer;
import org.holdline.system.proxy.DatagramLine;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Somebody alone in a room is recorded while lines break: his own, that of the store, the server
 * itself. Each recording ends as it should, with what was captured.
 */
@OnStage
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordingFaultsIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LENGTH_MAX = Duration.ofSeconds(45);

  private static final String DELETED = "holdline_recordings_total{change=\"deleted\"}";

  /** As the kernel shows them. */
  private static final List<String> MEDIA_THREADS =
      List.of("holdline record", "DecodingQueue", "IncomingVideoSt");

  private static final Secret SECRET = new Secret("recording-faults");

  private final Stage stage;
  private final Path folder = Path.of("target", "fault", "recording-faults").toAbsolutePath();
  private final StorageSettings storageSettings =
      new StorageSettings(folder.resolve("storage"), Ports.free(), SECRET, SECRET);
  private final DatagramLine media = new DatagramLine();
  private final FaultProxy line = FaultProxy.to(storageSettings.port());
  private final String room = Doors.newRoom();
  private final Person ada;
  private final Detour detour;
  private final List<String> recorded = new ArrayList<>();
  private StorageServer storage;
  private OwnServer own;

  /** By a run that was broken off. */
  private long storedBefore;

  private boolean mounted;

  RecordingFaultsIT(Stage stage, Browser browser) {
    this.stage = stage;
    ada = Person.at(browser, Stage.through(stage.secondLine()), "ada");
    detour = Detour.of(ada.page(), media);
  }

  @BeforeAll
  void enter() throws IOException, InterruptedException {
    mounted = mount();
    storage = StorageServer.start(storageSettings);
    var variables = new HashMap<>(storageSettings.environment());
    variables.put("HOLDLINE_STORAGE_S3_ENDPOINT", "http://127.0.0.1:" + line.port());
    variables.put("HOLDLINE_RECORDING_LENGTH_MAX", LENGTH_MAX.toString());
    variables.put("HOLDLINE_RECORDING_WAITING_MAX", "120000");
    variables.put("HOLDLINE_RECORDING_ACTIVE_MAX", "1");
    variables.put("HOLDLINE_RECORDING_STORED_MAX", "100000");
    variables.put("HOLDLINE_RECORDING_FOLDER", working().toString());
    own = OwnServer.start(stage, "recording-faults", variables);
    storedBefore = files(storageSettings.objects());
    stage.secondLine().switchTo(own.address().getPort());
    ada.enter(room);
  }

  private Path working() {
    return folder.resolve("working");
  }

  /** A disk of its own, where that is allowed. */
  private boolean mount() throws IOException, InterruptedException {
    Files.createDirectories(working());
    return run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", working().toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  @AfterEach
  void mend() {
    media.lose(0);
    line.restore();
  }

  @AfterAll
  void end() throws IOException, InterruptedException {
    try {
      assertThatNothingStays();
    } finally {
      close();
    }
  }

  /** An older one has made room for others, and what is deleted is gone wherever it was. */
  private void assertThatNothingStays() throws IOException {
    await().atMost(LIMIT).until(() -> figures().of(DELETED) > 0);
    for (var id : recorded) {
      var path = "/webrtc/recordings/" + id;
      await().atMost(LIMIT).until(() -> gone(own.doors().delete(path, token()).statusCode()));
    }
    assertThat(files(storageSettings.objects())).isLessThanOrEqualTo(storedBefore);
    await().atMost(LIMIT).until(() -> files(working()) == 0);
    await().atMost(LIMIT).untilAsserted(this::assertThatNothingIsHeld);
  }

  /** No slot, no picture in native memory, no thread of a capture or of a peer connection. */
  private void assertThatNothingIsHeld() {
    var figures = figures();
    for (var what : List.of("recordings_here", "recording_bytes_waiting", "recording_frames")) {
      assertThat(figures.of("holdline_" + what)).as(what).isZero();
    }
    assertThat(own.threads()).doesNotContainAnyElementsOf(MEDIA_THREADS);
  }

  private Figures figures() {
    return Figures.of(own.doors(), token());
  }

  private static boolean gone(int answer) {
    return answer == 200 || answer == 404;
  }

  private static long files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private void close() throws IOException, InterruptedException {
    ada.close();
    stage.secondLine().switchTo(stage.direct().getPort());
    own.close();
    storage.close();
    line.close();
    media.close();
    if (mounted) {
      assertThat(run("umount", working().toString())).isTrue();
    }
  }

  private String token() {
    return stage.token("ada");
  }

  private JsonObject state(String id) {
    return Doors.body(own.doors().get("/webrtc/recordings/" + id + "/status", token()), 200);
  }

  /** The page asks the test for ways of its media, which are answered while one waits like this. */
  private void awaitThat(BooleanSupplier condition) {
    ada.page()
        .waitForCondition(
            condition, new Page.WaitForConditionOptions().setTimeout((double) LIMIT.toMillis()));
  }

  /** Not while the server is away. */
  private boolean isNow(String id, String status) {
    try {
      return state(id).getString("status").equals(status);
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  private JsonObject awaitStatus(String id, String status) {
    awaitThat(() -> isNow(id, status));
    return state(id);
  }

  private void awaitSeconds(String id, double seconds) {
    awaitThat(() -> state(id).getJsonNumber("duration_seconds").doubleValue() >= seconds);
  }

  private String started() {
    var start = "/webrtc/rooms/" + room + "/recording/start";
    var answer = own.doors().post(start, token(), "{\"quality\": \"low\"}");
    var id = Doors.body(answer, 200).getString("recording_id");
    recorded.add(id);
    awaitStatus(id, "recording");
    return id;
  }

  private int asked(String id, String what) {
    return own.doors().post("/webrtc/recordings/" + id + what, token(), "{}").statusCode();
  }

  private void stop(String id) {
    assertThat(asked(id, "/stop")).isEqualTo(200);
  }

  private Film film(JsonObject done) {
    return Film.of(own.doors(), own.address(), token(), done.getString("recording_id"));
  }

  private static double length(JsonObject done) {
    var started = Instant.parse(done.getString("started_at"));
    return Duration.between(started, Instant.parse(done.getString("stopped_at"))).toMillis()
        / 1000.0;
  }

  /** All of it is there, whatever went wrong on the way. */
  private Film wholeFilm(String id) {
    var done = awaitStatus(id, "completed");
    var film = film(done);
    assertThat(film.seconds()).isCloseTo(length(done), within(1.0));
    return film;
  }

  @Test
  void aStoreThatRefusesThatIsSlowAndThatIsCutOffGetsEverythingInTheEnd() {
    var id = started();
    awaitSeconds(id, 2);
    line.cutCleanly();
    awaitSeconds(id, 5);
    line.restore();
    awaitSeconds(id, 6);
    line.slowDown(Duration.ofMillis(250));
    awaitSeconds(id, 9);
    line.restore();
    line.cutCleanly();
    line.restore();
    awaitSeconds(id, 10);
    stop(id);
    assertThat(wholeFilm(id).beeping()).isGreaterThan(0.2);
  }

  @Test
  void tooMuchThatWaitsEndsItAndWhatWasCapturedIsKept() {
    var id = started();
    awaitSeconds(id, 1);
    line.cutCleanly();
    var stopped = awaitStatus(id, "processing");
    assertThat(stopped.getString("stop_reason")).isEqualTo("storage_unavailable");
    line.restore();
    wholeFilm(id);
  }

  /** First: a server sweeps a minute after its start, and the other tests fill that minute. */
  @Test
  @Order(1)
  void aServerThatIsKilledWhileItMakesTheFileMakesItAfterwards() throws InterruptedException {
    var id = started();
    awaitSeconds(id, 3);
    line.fallSilent();
    stop(id);
    for (var what : List.of("/stop", "/cancel", "/pause")) {
      assertThat(asked(id, what)).as(what).isEqualTo(409);
    }
    assertThat(state(id).getString("status")).isEqualTo("processing");
    own.kill();
    line.restore();
    own.startAgain();
    wholeFilm(id);
    ada.awaitConnected();
  }

  @Test
  void soundWithoutPictureAndSomebodyWhoSendsNothingAreRecordedTogether() {
    try (var silent = own.doors().enter(room, stage.token("alan"))) {
      ada.hook("camera").click();
      var id = started();
      assertThatNoOtherBegins();
      awaitSeconds(id, 5);
      stop(id);
      var film = wholeFilm(id);
      assertThat(film.streams()).containsExactlyInAnyOrder("vp8 854x480", "opus");
      assertThat(film.beeping()).isGreaterThan(0.2);
      silent.send("leave", Json.of()); // or later films show him as away
      silent.awaitClose();
    } finally {
      ada.hook("camera").click();
    }
  }

  private void assertThatNoOtherBegins() {
    var other = Doors.newRoom();
    try (var host = own.doors().enter(other, token())) {
      var start = "/webrtc/rooms/" + other + "/recording/start";
      var refused = Doors.body(own.doors().post(start, token(), "{}"), 503);
      assertThat(refused.getString("code")).isEqualTo("recording_capacity");
      assertThat(refused.getJsonObject("details").getString("limit")).isEqualTo("active");
      assertThat(host.isOpen()).isTrue();
    }
  }

  @Test
  void aLineThatLosesPacketsAndAPictureThatChangesItsSizeEachSecondAreRecorded() {
    var id = started();
    media.lose(0.05);
    for (int second = 1; second <= 9; second++) {
      awaitSeconds(id, second);
      detour.shrinkPictures(List.of(1.0, 2.0, 4.0, 1.5).get(second % 4));
    }
    stop(id);
    var film = wholeFilm(id);
    assertThat(film.moved(0.5, 3, film.seconds())).isTrue();
    assertThat(film.beeping()).isGreaterThan(0.15);
  }

  @Test
  void aLineThatIsDownForALongTimeComesBackAndTheRecordingEndsWhenItIsLongEnough() {
    var id = started();
    awaitSeconds(id, 3);
    media.lose(1);
    awaitSeconds(id, 8);
    media.lose(0);
    awaitSeconds(id, 12);
    media.lose(1);
    awaitSeconds(id, 37);
    media.lose(0);
    var done = awaitStatus(id, "completed");
    assertThat(done.getString("stop_reason")).isEqualTo("duration_max");
    var film = film(done);
    assertThat(film.seconds()).isCloseTo(length(done), within(1.0));
    assertThat(film.seconds()).isGreaterThanOrEqualTo(LENGTH_MAX.toSeconds() - 1.0);
    assertThat(film.moved(0.5, 16, 36)).as("while it was down").isFalse();
    assertThat(film.moved(0.5, 39, film.seconds())).as("afterwards").isTrue();
  }

  @Test
  void aDiskThatIsFullEndsItAndWhatWasCapturedIsKept() throws Exception {
    assumeTrue(mounted, "only who may mount can have a small disk");
    var id = started();
    awaitSeconds(id, 3);
    var filler = working().resolve("filler");
    fill(filler);
    var stopped = awaitStatus(id, "processing");
    assertThat(stopped.getString("stop_reason")).isEqualTo("storage_full");
    Files.delete(filler);
    assertThat(film(awaitStatus(id, "completed")).seconds()).isGreaterThan(2);
  }

  private static void fill(Path file) throws IOException {
    var some = new byte[1 << 12];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      assertThat(file).isNotEmptyFile();
    }
  }
}
