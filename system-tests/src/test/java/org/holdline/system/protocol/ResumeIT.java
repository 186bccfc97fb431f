package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Figures;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coming back: with a token, by identity, too late, from nowhere. */
@OnStage
class ResumeIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;

  ResumeIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
  }

  @AfterEach
  void end() {
    ada.close();
  }

  private RoomSocket enterAlan() {
    return doors.enter(room, stage.token("alan"));
  }

  private RoomSocket resumeAlan(Map<String, Object> join) {
    return doors.enter(room, stage.token("alan"), join);
  }

  private long say(String text) {
    return ada.awaitAck(ada.say(text)).getJsonNumber("sequence").longValue();
  }

  @Test
  void theNewestConnectionTakesOverAndTheOlderIsClosed() {
    try (var first = enterAlan();
        var second = resumeAlan(Map.of("resume_token", first.resumeToken()))) {
      assertThat(first.awaitClose()).isEqualTo(4001);
      assertThat(second.joined().getBoolean("resumed")).isTrue();
      assertThat(second.joined().getInt("generation")).isEqualTo(2);
      assertThat(second.resumeToken()).isNotEqualTo(first.resumeToken());
      second.settle(say("to the newer"));
      assertThat(second.said()).containsExactly("to the newer");
      assertThat(first.said()).isEmpty();
      assertThat(ada.received("user-left")).isEmpty();
    }
  }

  /**
   * His client may not know that he was muted meanwhile: the room's word counts, and he is told.
   */
  @Test
  void nobodyIsHeardAgainByComingBack() {
    try (var first = enterAlan()) {
      first.cut();
      var silent = Json.of("can_speak", false, "can_share_screen", false).toString();
      var permissions = "/webrtc/rooms/" + room + "/permissions/" + first.userId();
      Doors.body(doors.post(permissions, stage.token("ada"), silent), 200);
      var loud = Json.of("can_speak", true, "can_share_screen", true).toString();
      Doors.body(doors.post(permissions, stage.token("ada"), loud), 200);
      try (var back =
          resumeAlan(Map.of("resume_token", first.resumeToken(), "audio_enabled", true))) {
        assertThat(back.joined().getBoolean("audio_enabled")).isFalse();
        assertThat(back.joined().getBoolean("video_enabled")).isTrue();
        assertThat(back.joined().getBoolean("screen_sharing")).isFalse();
        back.awaitAck(
            back.send("media-control", Json.of("action", "unmute", "media_type", "audio")));
        back.cut();
        try (var again = resumeAlan(Map.of("resume_token", back.resumeToken()))) {
          assertThat(again.joined().getBoolean("audio_enabled")).isTrue();
        }
      }
    }
  }

  @Test
  void aTokenThatHasBeenReplacedIsRefusedAndTheNewerConnectionGoesOn() {
    try (var first = enterAlan();
        var second = resumeAlan(Map.of("resume_token", first.resumeToken()))) {
      second.acknowledge(second.sequence());
      second.settle(0);
      try (var late = doors.sdk(room, stage.token("alan"))) {
        late.join(Map.of("resume_token", first.resumeToken()));
        assertThat(late.awaitClose()).isEqualTo(4409);
        assertThat(late.await("error").getString("code")).isEqualTo("resume_token_stale");
      }
      second.settle(say("still yours"));
      assertThat(second.said()).containsExactly("still yours");
      assertThat(second.isOpen()).isTrue();
    }
  }

  @Test
  void aTokenOfSomebodyElseOpensNothingOfHis() {
    var before = Figures.of(doors, stage.token("ada"));
    try (var alan = enterAlan();
        var barbara = doors.sdk(room, stage.token("barbara"))) {
      barbara.join(Map.of("resume_token", alan.resumeToken()));
      assertThat(barbara.await("error").getString("code")).isEqualTo("resume_token_stale");
      assertThat(barbara.awaitClose()).isEqualTo(4409);
      assertThat(barbara.received("joined")).isEmpty();
      alan.settle(say("alan is still here"));
      assertThat(alan.isOpen()).isTrue();
      assertThat(ada.received("user-joined")).hasSize(1);
      assertThat(
              Figures.of(doors, stage.token("ada"))
                  .since(before, "holdline_admissions_refused_total{reason=\"stranger\"}"))
          .isPositive();
    }
  }

  /** A position that proves nothing is answered with a snapshot, and nothing is made up. */
  @Test
  void aPositionFromTheFutureBelowZeroOrOfAnotherEpochIsTold() {
    say("before");
    var epoch = ada.epoch();
    var wrong =
        Map.of(
            "unknown-position", List.of(at(epoch, 9_999), at(epoch, -1)),
            "epoch-changed", List.of(at("another", 1)));
    wrong.forEach((reason, positions) ->
        positions.forEach(position -> {
          var alan = enterAlan();
          alan.cut();
          var join = new java.util.HashMap<String, Object>(position);
          join.put("resume_token", alan.resumeToken());
          try (var back = resumeAlan(join)) {
            var told = back.await("reconnection-detected");
            assertThat(told.getBoolean("truncated")).isTrue();
            assertThat(told.getString("reason")).isEqualTo(reason);
            assertThat(told.getJsonObject("snapshot").getString("epoch")).isEqualTo(epoch);
            assertThat(told.getJsonObject("snapshot").getInt("participant_count")).isEqualTo(2);
            back.settle(say("after"));
            assertThat(back.said()).containsExactly("after");
          }
        }));
  }

  private static Map<String, Object> at(String epoch, int sequence) {
    return Map.of("epoch", epoch, "last_sequence", sequence);
  }

  @Test
  void whatWasMissedComesOnceInOrderAndThenWhatIsNew() {
    var alan = enterAlan();
    alan.settle(say("seen"));
    alan.cut();
    var missed = IntStream.range(0, 30).mapToObj("missed %d"::formatted).toList();
    missed.forEach(this::say);
    try (var back =
        resumeAlan(
            Map.of(
                "resume_token", alan.resumeToken(),
                "epoch", alan.epoch(),
                "last_sequence", alan.sequence()))) {
      var told = back.await("reconnection-detected");
      assertThat(told.getBoolean("truncated")).isFalse();
      assertThat(told.getJsonNumber("from_sequence").longValue()).isEqualTo(alan.sequence());
      back.settle(say("new"));
      assertThat(back.said())
          .containsExactlyElementsOf(
              java.util.stream.Stream.concat(missed.stream(), java.util.stream.Stream.of("new"))
                  .toList());
      assertThat(sequences(back)).isSorted().doesNotHaveDuplicates();
      assertThat(replayed(back, told)).isEqualTo(told.getInt("missed_message_count"));
    }
  }

  private static List<Long> sequences(RoomSocket socket) {
    return socket.received().stream()
        .filter(each -> each.containsKey("seq"))
        .map(each -> each.getJsonNumber("seq").longValue())
        .toList();
  }

  private static long replayed(RoomSocket socket, JsonObject told) {
    long to = told.getJsonNumber("to_sequence").longValue();
    return sequences(socket).stream().filter(sequence -> sequence <= to).count();
  }

  @Test
  void aMessageSentAgainGetsTheSequenceItHadAndIsHeardOnce() {
    var alan = enterAlan();
    alan.send("c-1", "chat-message", Json.of("content", "once"));
    long first = alan.awaitAck("c-1").getJsonNumber("sequence").longValue();
    alan.cut();
    try (var back =
        resumeAlan(Map.of("resume_token", alan.resumeToken(), "client_id", alan.clientId()))) {
      back.send("c-1", "chat-message", Json.of("content", "once"));
      var again = back.awaitAck("c-1");
      assertThat(again.getBoolean("duplicate")).isTrue();
      assertThat(again.getJsonNumber("sequence").longValue()).isEqualTo(first);
      ada.settle(back.awaitAck(back.say("twice")).getJsonNumber("sequence").longValue());
      assertThat(ada.said()).containsExactly("once", "twice");
    }
  }

  @Test
  void aPlainClientResumesByIdentityFromWhereItSays() {
    var alan = doors.plain(room, stage.token("alan"));
    alan.joined();
    long seen = say("seen");
    org.awaitility.Awaitility.await().until(() -> alan.said().size() == 1);
    alan.cut();
    ada.awaitEnvelope(each -> each.toString().contains("suspended"));
    say("missed");
    try (var back = doors.plain(room + "?last_sequence=" + seen, stage.token("alan"))) {
      assertThat(back.joined().getString("session_id")).isEqualTo(alan.sessionId());
      back.settle(say("new"));
      assertThat(back.said()).containsExactly("missed", "new");
      assertThat(back.subprotocol()).isEmpty();
    }
  }

  @Test
  void aPlainClientThatSaysNothingGoesOnFromWhatWasWrittenToIt() {
    var alan = doors.plain(room, stage.token("alan"));
    alan.joined();
    say("seen");
    org.awaitility.Awaitility.await().until(() -> alan.said().size() == 1);
    alan.cut();
    ada.awaitEnvelope(each -> each.toString().contains("suspended"));
    say("missed");
    try (var back = doors.plain(room, stage.token("alan"))) {
      back.settle(say("new"));
      assertThat(back.said()).containsExactly("missed", "new");
    }
  }

  @Test
  void afterLeavingAJoinIsANewSession() {
    var alan = enterAlan();
    alan.send("leave", Json.of());
    assertThat(alan.awaitClose()).isEqualTo(1000);
    say("unheard");
    try (var again =
        resumeAlan(Map.of("resume_token", alan.resumeToken(), "client_id", alan.clientId()))) {
      assertThat(again.joined().getBoolean("resumed")).isFalse();
      assertThat(again.sessionId()).isNotEqualTo(alan.sessionId());
      again.settle(say("heard"));
      assertThat(again.said()).containsExactly("heard");
    }
  }
}
