package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call of two is recorded with the page, in each quality and format; the films are fetched,
 * played, and looked at: what the cameras showed and the microphones heard is in them.
 */
@OnStage
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
class RecordingIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final double SLACK = 0.2;

  /**
   * A busy machine hears of a pause too late to take back what it has written: 0.25 s at load 20.
   */
  private static final double PAUSED_SLACK = 0.5;

  private static final String LEFT_OUT = "holdline_recording_pictures_left_out_total";

  private final Stage stage;
  private final Doors doors;
  private final Person ada;
  private final Person alan;
  private final String room = Doors.newRoom();

  RecordingIT(Stage stage, Browser browser) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
  }

  @BeforeAll
  void meet() {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    ada.open("recordings");
  }

  @AfterAll
  void end() {
    ada.close();
    alan.close();
  }

  private JsonObject get(String path) {
    return Doors.body(doors.get("/webrtc" + path, stage.token("ada")), 200);
  }

  private JsonObject newest() {
    return get("/rooms/" + room + "/recordings").getJsonArray("recordings").getJsonObject(0);
  }

  private JsonObject awaitNewest(String status) {
    return await()
        .atMost(LIMIT)
        .until(this::newest, recording -> recording.getString("status").equals(status));
  }

  private void awaitSeconds(double seconds) {
    await()
        .atMost(LIMIT)
        .until(
            () -> newest().getJsonNumber("duration_seconds").doubleValue(), now -> now >= seconds);
  }

  private void begin(String quality, String format) {
    ada.hook("recording-quality").selectOption(quality);
    ada.hook("recording-format").selectOption(format);
    ada.hook("recording-start").click();
  }

  private Figures figures() {
    return Figures.of(doors, stage.token("ada"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "low,    mkv,  854x480,   24, vp8,  opus",
    "medium, mp4,  1280x720,  30, h264, aac",
    "high,   webm, 1920x1080, 30, vp8,  opus"
  })
  void everyQualityAndFormatIsWhatItSays(
      String quality, String format, String size, int fps, String picture, String sound)
      throws Exception {
    var before = figures();
    begin(quality, format);
    awaitNewest("recording");
    awaitSeconds(5);
    ada.hook("recording-stop").click();
    var done = awaitNewest("completed");
    var film = film(done);
    assertThat(film.streams()).containsExactlyInAnyOrder(picture + " " + size, sound);
    assertLength(film, done, SLACK);
    double shown = film.pictures() + figures().since(before, LEFT_OUT);
    assertThat(shown / film.seconds()).isCloseTo(fps, within(fps * 0.05));
    assertCounts(film, 0.25);
    assertCounts(film, 0.75);
    assertThat(film.beeping()).isGreaterThan(0.2);
  }

  @Test
  void eachTrackIsAFileOfItsOwnAndTheTimelineSaysWhose() throws Exception {
    var how = Json.of("quality", "low", "layout", "tracks").toString();
    var start = "/webrtc/rooms/" + room + "/recording/start";
    Doors.body(doors.post(start, stage.token("ada"), how), 200);
    awaitNewest("recording");
    awaitSeconds(5);
    ada.hook("recording-stop").click();
    var done = awaitNewest("completed");
    var tracks = files(done).stream().filter(each -> isKind(each, "track")).toList();
    assertThat(tracks).hasSize(4);
    for (var track : tracks) {
      var film = Film.of(content(done, track));
      boolean isPicture = track.getString("name").startsWith("video");
      assertThat(film.streams()).singleElement().asString().startsWith(isPicture ? "vp8 " : "opus");
      if (isPicture) {
        assertCounts(film, 0.5);
      } else {
        assertThat(film.beeping()).isGreaterThan(0.2);
      }
    }
    var timeline = files(done).stream().filter(each -> isKind(each, "timeline")).findFirst();
    var told = new String(content(done, timeline.orElseThrow()), UTF_8);
    assertThat(tracks).allSatisfy(each -> assertThat(told).contains(each.getString("name")));
  }

  private static boolean isKind(JsonObject file, String kind) {
    return file.getString("kind").equals(kind);
  }

  /**
   * The counter goes on and seldom back: a slow machine leaves some of it out, and of what comes at
   * random less than half goes on.
   */
  private static void assertCounts(Film film, double x) {
    int forward = 0;
    int changes = 0;
    var shades = film.shades(x);
    for (int i = 1; i < shades.size(); i++) {
      int step = Math.floorMod(shades.get(i) - shades.get(i - 1), Clip.SHADES);
      changes += step == 0 ? 0 : 1;
      forward += step > 0 && step < Clip.SHADES / 2 ? 1 : 0;
    }
    assertThat(changes).as("%s", shades).isGreaterThan((int) (film.seconds() * 2));
    assertThat((double) forward / changes).as("%s", shades).isGreaterThan(0.7);
  }

  @Test
  void aCallIsRecordedPausedStoppedPlayedAndFetched() throws Exception {
    begin("low", "webm");
    assertThat(alan.hook("recording-strip")).containsText("Ada Lovelace started it");
    assertThat(ada.hook("recording-strip")).containsText("You started it");
    awaitNewest("recording");
    awaitSeconds(4);
    ada.hook("recording-pause").click();
    var paused = awaitNewest("paused").getJsonNumber("duration_seconds").doubleValue();
    assertThat(alan.hook("recording-strip")).containsText("Ada Lovelace has paused");
    ada.hook("recording-pause").click();
    awaitNewest("recording");
    awaitSeconds(paused + 4);
    ada.hook("recording-stop").click();
    assertThat(alan.hook("recording-strip")).isHidden();
    var done = awaitNewest("completed");
    assertThat(alan.hook("tile")).hasCount(2);
    assertFilm(done);
    play(done.getString("recording_id"));
    assertThat(alan.refusals()).isEmpty();
  }

  private List<JsonObject> files(JsonObject done) {
    var id = done.getString("recording_id");
    return Json.objects(get("/recordings/" + id + "/files").getJsonArray("files"));
  }

  private Film film(JsonObject done) throws Exception {
    return Film.of(content(done, files(done).getFirst()));
  }

  private void assertFilm(JsonObject done) throws Exception {
    var files = files(done);
    var film = files.getFirst();
    assertThat(film.getString("kind")).isEqualTo("composed");
    assertLength(film(done), done, PAUSED_SLACK);
    assertThat(files).extracting(each -> each.getString("kind")).contains("thumbnail");
    for (var via : new String[] {"store", "server"}) {
      var bytes = fetched(link(done, film, via));
      assertThat(bytes).hasSize(film.getInt("size"));
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(film.getString("sha256"));
    }
  }

  private static void assertLength(Film film, JsonObject done, double slack) {
    var recorded = Duration.between(at(done, "started_at"), at(done, "stopped_at"));
    if (done.containsKey("resumed_at")) {
      recorded = recorded.minus(Duration.between(at(done, "paused_at"), at(done, "resumed_at")));
    }
    System.out.printf(
        "film of %.3f s, recorded for %.3f s%n", film.seconds(), recorded.toMillis() / 1000.0);
    assertThat(film.seconds()).isCloseTo(recorded.toMillis() / 1000.0, within(slack));
  }

  private static Instant at(JsonObject state, String field) {
    return Instant.parse(state.getString(field));
  }

  private byte[] content(JsonObject done, JsonObject file) throws Exception {
    return fetched(link(done, file, "server"));
  }

  private URI link(JsonObject done, JsonObject file, String via) {
    var path =
        "/webrtc/recordings/%s/files/%s/link"
            .formatted(done.getString("recording_id"), file.getString("name"));
    var link =
        Doors.body(doors.post(path, stage.token("ada"), Json.of("via", via).toString()), 200);
    return stage.direct().resolve(link.getString("url"));
  }

  private static byte[] fetched(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private void play(String id) {
    var row = ada.page().locator("[data-recording=\"%s\"]".formatted(id));
    assertThat(row).hasAttribute("data-status", "completed");
    Locator picture = row.locator("img");
    assertThat(picture).isVisible();
    row.locator("[data-testid=recording-play]").click();
    ada.page()
        .waitForFunction(
            "() => { const video = document.querySelector('[data-testid=recording-player]');"
                + " return video !== null && video.videoWidth === 854 && video.currentTime > 1; }");
  }
}
