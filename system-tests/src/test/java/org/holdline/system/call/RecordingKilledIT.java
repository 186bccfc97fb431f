package org.holdline.system.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.holdline.system.cluster.InCluster;
import org.holdline.system.cluster.Nodes;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The node that records is gone in the middle: another goes on, and one film comes of both. */
@InCluster
@WithBrowser
class RecordingKilledIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Seconds of what had come before the end of its node: one, and as much again where two browsers
   * and three nodes share two cores, and what is on its way to the store waits.
   */
  private static final double LOST_MAX = 2;

  /** Seconds, those that were lost included. */
  private static final double TAKEN_OVER_MAX = 11;

  private static final double SLACK = 0.2;
  private static final double ADAS_TILE = 0.25;

  private final Stage stage;
  private final Nodes nodes;
  private final Doors doors;
  private final Person ada;
  private final Person alan;
  private final String room = Doors.newRoom();

  RecordingKilledIT(Stage stage, Nodes nodes, Browser browser) {
    this.stage = stage;
    this.nodes = nodes;
    doors = new Doors(stage.direct());
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
  }

  @AfterEach
  void end() {
    ada.close();
    alan.close();
  }

  private JsonObject recording(String id) {
    return Doors.body(doors.get("/webrtc/recordings/" + id + "/status", stage.token("ada")), 200);
  }

  private JsonObject awaitStatus(String id, String status) {
    return await()
        .atMost(LIMIT)
        .until(() -> recording(id), state -> state.getString("status").equals(status));
  }

  private void awaitBytes(String id, long more) {
    await()
        .atMost(LIMIT)
        .until(() -> recording(id).getJsonNumber("file_size_bytes").longValue() >= more);
  }

  /** Which session records; empty when none does. */
  private String recorder() {
    var participants =
        Doors.body(doors.get("/webrtc/rooms/" + room + "/participants", stage.token("ada")), 200);
    return Json.objects(participants.getJsonArray("participants")).stream()
        .filter(each -> each.getString("kind", "").equals("recorder"))
        .map(each -> each.getString("session_id"))
        .findFirst()
        .orElse("");
  }

  private static Instant at(JsonObject state, String field) {
    return Instant.parse(state.getString(field));
  }

  private static double secondsBetween(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / 1000.0;
  }

  @Test
  void anotherNodeGoesOnAndNothingButTheTimeBetweenIsMissing() {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    var start = "/webrtc/rooms/" + room + "/recording/start";
    var started = nodes.first().doors().post(start, stage.token("ada"), "{\"quality\": \"low\"}");
    var id = Doors.body(started, 200).getString("recording_id");
    var first = recorder();
    awaitStatus(id, "recording");
    awaitBytes(id, 200_000);
    assertThat(recorder()).as("whoever records is the one who began").isEqualTo(first);
    var killed = Instant.now();
    nodes.first().kill();
    try {
      await().atMost(LIMIT).until(() -> !recorder().equals(first));
      long before = recording(id).getJsonNumber("file_size_bytes").longValue();
      awaitBytes(id, before + 200_000);
      Doors.body(doors.post("/webrtc/recordings/" + id + "/stop", stage.token("ada"), "{}"), 200);
      var done = awaitStatus(id, "completed");
      var film = Film.of(doors, stage.direct(), stage.token("ada"), id);
      assertThat(film.seconds())
          .isCloseTo(secondsBetween(at(done, "started_at"), at(done, "stopped_at")), within(SLACK));
      assertThat(done.getJsonNumber("duration_seconds").doubleValue())
          .isCloseTo(film.seconds(), within(SLACK));
      var missing = film.stillest(ADAS_TILE);
      double lost = secondsBetween(at(done, "started_at"), killed) - missing.from();
      System.out.printf("lost %.2f s, then missing until taken over: %s%n", lost, missing);
      assertThat(lost).isLessThan(LOST_MAX);
      assertThat(missing.until() - missing.from()).isLessThan(TAKEN_OVER_MAX);
      assertThat(film.moved(ADAS_TILE, missing.until(), film.seconds())).isTrue();
    } finally {
      nodes.first().startAgain();
    }
  }
}
