package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call is recorded with the page alone, and the film is fetched and played. */
@OnStage
@WithBrowser
class RecordingIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

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

  @AfterEach
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

  @Test
  void aCallIsRecordedPausedStoppedPlayedAndFetched() throws Exception {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    ada.open("recordings");
    ada.hook("recording-quality").selectOption("low");
    ada.hook("recording-start").click();
    assertThat(alan.hook("recording-strip")).containsText("Ada Lovelace started it");
    assertThat(ada.hook("recording-strip")).containsText("You started it");
    awaitNewest("recording");
    awaitSeconds(4);
    ada.hook("recording-pause").click();
    var paused = awaitNewest("paused").getJsonNumber("duration_seconds").doubleValue();
    assertThat(alan.hook("recording-strip")).containsText("paused");
    ada.hook("recording-pause").click();
    awaitNewest("recording");
    awaitSeconds(paused + 4);
    ada.hook("recording-stop").click();
    assertThat(alan.hook("recording-strip")).isHidden();
    var done = awaitNewest("completed");
    assertThat(alan.hook("tile")).hasCount(2);
    assertFilm(done);
    play();
    assertThat(alan.refusals()).isEmpty();
  }

  private void assertFilm(JsonObject done) throws Exception {
    var id = done.getString("recording_id");
    var files = Json.objects(get("/recordings/" + id + "/files").getJsonArray("files"));
    var film = files.getFirst();
    assertThat(film.getString("kind")).isEqualTo("composed");
    assertThat(film.getString("streams")).contains("854x480");
    double recorded =
        Duration.between(at(done, "started_at"), at(done, "stopped_at")).toMillis() / 1000.0;
    double pause =
        Duration.between(at(done, "paused_at"), at(done, "resumed_at")).toMillis() / 1000.0;
    assertThat(film.getJsonNumber("duration_seconds").doubleValue())
        .isCloseTo(recorded - pause, within(0.5));
    assertThat(files).extracting(each -> each.getString("kind")).contains("thumbnail");
    var path = "/webrtc/recordings/" + id + "/files/" + film.getString("name") + "/link";
    for (var via : new String[] {"store", "server"}) {
      var link =
          Doors.body(doors.post(path, stage.token("ada"), Json.of("via", via).toString()), 200);
      var bytes = fetched(stage.direct().resolve(link.getString("url")));
      assertThat(bytes).hasSize(film.getInt("size"));
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(film.getString("sha256"));
    }
  }

  private static java.time.Instant at(JsonObject state, String field) {
    return java.time.Instant.parse(state.getString(field));
  }

  private static byte[] fetched(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private void play() {
    var row = ada.hook("recording").first();
    assertThat(row)
        .hasAttribute(
            "data-status",
            "completed",
            new LocatorAssertions.HasAttributeOptions().setTimeout(Person.LIMIT_MS));
    Locator picture = row.locator("img");
    assertThat(picture).isVisible();
    row.locator("[data-testid=recording-play]").click();
    ada.page()
        .waitForFunction(
            "() => { const video = document.querySelector('[data-testid=recording-player]');"
                + " return video !== null && video.videoWidth === 854 && video.currentTime > 1; }");
  }
}
